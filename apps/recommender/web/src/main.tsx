import { render } from 'preact';
import '@casebook/ui/styles.css';
import './styles/index.css';
import { App } from './app.js';

render(<App />, document.getElementById('shop')!);
