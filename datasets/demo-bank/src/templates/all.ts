/** Every intent's templates. */
import { balance } from './balance.js';
import { cards } from './cards.js';
import { dialogueMoves } from './dialogue-moves.js';
import { dialogueSocial } from './dialogue-social.js';
import { dialogueValues } from './dialogue-values.js';
import { exchange } from './exchange.js';
import { outOfScope } from './out-of-scope.js';
import { questionsMoney } from './questions-money.js';
import { questionsService } from './questions-service.js';
import { transactions } from './transactions.js';
import { transfers } from './transfers.js';

export const TEMPLATES = [
  ...balance,
  ...transactions,
  ...transfers,
  ...exchange,
  ...cards,
  ...questionsMoney,
  ...questionsService,
  ...dialogueValues,
  ...dialogueMoves,
  ...dialogueSocial,
  ...outOfScope,
];
