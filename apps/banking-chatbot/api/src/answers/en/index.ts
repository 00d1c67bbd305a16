/** English. */
import { accounts } from './accounts.js';
import { cards } from './cards.js';
import { chat } from './chat.js';
import { common } from './common.js';
import { payments } from './payments.js';
import { refusals } from './refusals.js';
import { titles } from './titles.js';

export const en = { ...accounts, ...cards, ...chat, ...common, ...payments, ...refusals, ...titles };
export type MessageKey = keyof typeof en;
