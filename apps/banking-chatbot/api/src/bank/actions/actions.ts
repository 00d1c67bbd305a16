/** Everything that a conversation may do at the bank beyond reading facts: name → function. */
import { addPayee } from './add-payee.js';
import { cancelTransfer } from './cancel-transfer.js';
import { dispute } from './dispute.js';
import { exchangeMoney } from './exchange-money.js';
import { moveCard } from './move-card.js';
import { orderStatement } from './order-statement.js';
import { replaceCard } from './replace-card.js';
import { setCardLimit } from './set-card-limit.js';
import { topUp } from './top-up.js';
import { spending, transactions } from './transactions.js';
import { transfer } from './transfer.js';

export const bankActions = {
  addPayee,
  cancelTransfer,
  dispute,
  exchangeMoney,
  moveCard,
  orderStatement,
  replaceCard,
  setCardLimit,
  spending,
  topUp,
  transactions,
  transfer,
};

export type BankActionName = keyof typeof bankActions;
export type BankInput<A extends BankActionName> = Parameters<(typeof bankActions)[A]>[1];
export type BankResult<A extends BankActionName> = Awaited<ReturnType<(typeof bankActions)[A]>>;
