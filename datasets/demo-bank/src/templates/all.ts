/** Every intent's templates. */
import { balance } from './balance.js';
import { cards } from './cards.js';
import { cardOrders } from './card-orders.js';
import { dialogueMoves } from './dialogue-moves.js';
import { dialogueTurns } from './dialogue-turns.js';
import { dialogueSocial } from './dialogue-social.js';
import { dialogueValues } from './dialogue-values.js';
import { exchange } from './exchange.js';
import { outOfScope } from './out-of-scope.js';
import { outOfDomain } from './out-of-domain.js';
import { questionsMoney } from './questions-money.js';
import { questionsTerms } from './questions-terms.js';
import { questionsService } from './questions-service.js';
import { questionsBank } from './questions-bank.js';
import { transactions } from './transactions.js';
import { transfers } from './transfers.js';

export const TEMPLATES = [
  ...balance,
  ...transactions,
  ...transfers,
  ...exchange,
  ...cards,
  ...cardOrders,
  ...questionsMoney,
  ...questionsTerms,
  ...questionsService,
  ...questionsBank,
  ...dialogueValues,
  ...dialogueMoves,
  ...dialogueTurns,
  ...dialogueSocial,
  ...outOfScope,
  ...outOfDomain,
];
