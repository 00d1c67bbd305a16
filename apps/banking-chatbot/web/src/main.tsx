import { render } from 'preact';
import '@casebook/ui/styles.css';
import './styles/index.css';
import { App } from './app.js';
import { language } from './words/index.js';

document.documentElement.lang = language;
render(<App />, document.getElementById('app')!);
