/** The slot "which card", for a move that only some cards allow. */
import { mayMove, type CardMove } from '../bank/actions/card-states.js';
import { required, type SlotSpec } from './flow.js';

export const cardSlot = (move: CardMove): SlotSpec<'card', true> =>
  required('card', ['card', 'ordinal'], {
    ask: 'ask.card',
    among: ({ cards }) => cards.filter(({ status }) => mayMove(status, move)).map(({ id }) => id),
    none: 'problem.nothing_eligible',
  });
