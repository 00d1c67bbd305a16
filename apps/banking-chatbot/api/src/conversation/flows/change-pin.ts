import { say } from '../../answers/say.js';
import { defineFlow } from '../flow.js';

/** Never by chat: nobody here asks for a PIN. */
export const changePin = defineFlow({
  intent: 'change_pin',
  access: 'anyone',
  slots: {},
  answer: () => ({ say: [say('change_pin.how')] }),
});
