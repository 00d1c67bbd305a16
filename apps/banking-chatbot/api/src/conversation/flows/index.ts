/** All flows by their intent. */
import { TASK_INTENTS, type Intent, type TaskIntent } from '@casebook/banking-chatbot-contract';
import type { Flow } from '../flow.js';
import { accountDetails } from './account-details.js';
import { activateCard } from './activate-card.js';
import { addPayee } from './add-payee.js';
import { cancelTransfer } from './cancel-transfer.js';
import { cardArrival } from './card-arrival.js';
import { cardLimits } from './card-limits.js';
import { changePin } from './change-pin.js';
import { checkBalance } from './check-balance.js';
import { disputeTransaction } from './dispute-transaction.js';
import { exchangeMoney } from './exchange-money.js';
import { exchangeRate } from './exchange-rate.js';
import { freezeCard } from './freeze-card.js';
import { listCards } from './list-cards.js';
import { listPayees } from './list-payees.js';
import { listTransactions } from './list-transactions.js';
import { makeTransfer } from './make-transfer.js';
import { orderStatement } from './order-statement.js';
import { replaceCard } from './replace-card.js';
import { reportLostCard } from './report-lost-card.js';
import { spendingSummary } from './spending-summary.js';
import { topUp } from './top-up.js';
import { transferStatus } from './transfer-status.js';
import { unfreezeCard } from './unfreeze-card.js';

const all: Flow[] = [
  accountDetails,
  activateCard,
  addPayee,
  cancelTransfer,
  cardArrival,
  cardLimits,
  changePin,
  checkBalance,
  disputeTransaction,
  exchangeMoney,
  exchangeRate,
  freezeCard,
  listCards,
  listPayees,
  listTransactions,
  makeTransfer,
  orderStatement,
  replaceCard,
  reportLostCard,
  spendingSummary,
  topUp,
  transferStatus,
  unfreezeCard,
];

const byIntent = new Map<Intent, Flow>(all.map((flow) => [flow.intent, flow]));

export const isTask = (intent: Intent): intent is TaskIntent => (TASK_INTENTS as readonly string[]).includes(intent);

export const flowOf = (intent: TaskIntent): Flow => byIntent.get(intent)!;
export const FLOWS: readonly Flow[] = all;
