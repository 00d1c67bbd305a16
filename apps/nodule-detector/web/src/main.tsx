import { render } from 'preact';
import '@casebook/ui/styles.css';
import './styles/index.css';
import { App } from './app.js';
import { listen } from './store/live.store.js';

listen();
render(<App />, document.getElementById('app')!);
