/** Waits for signals as a run in a long step does, and never comes to the end of it. */
import { listenForInterrupt } from '../loop/interrupt.js';

listenForInterrupt((line) => console.log(line));
setTimeout(() => undefined, 60_000);
console.log('ready');
