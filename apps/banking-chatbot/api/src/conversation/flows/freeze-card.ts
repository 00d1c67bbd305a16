import { say } from '../../answers/say.js';
import { cardSlot } from '../card-slot.js';
import { defineFlow } from '../flow.js';
import { cardName } from '../labels.js';

/** Done at once: freezing can be undone, and may be urgent. */
export const freezeCard = defineFlow({
  intent: 'freeze_card',
  access: 'customer',
  slots: { card: cardSlot('freeze') },
  act: ({ card }) => ({ action: 'moveCard', input: { cardId: card, move: 'freeze' } }),
  answer: (_, { card }, { facts }) => ({
    say: [say('freeze_card.done', { card: cardName(facts, card) })],
    next: ['unfreeze_card', 'report_lost_card'],
  }),
});
