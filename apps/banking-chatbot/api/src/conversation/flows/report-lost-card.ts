import { say } from '../../answers/say.js';
import { cardSlot } from '../card-slot.js';
import { defineFlow } from '../flow.js';
import { cardName } from '../labels.js';

export const reportLostCard = defineFlow({
  intent: 'report_lost_card',
  access: 'customer',
  slots: { card: cardSlot('block') },
  confirm: ({ card }, { facts }) => say('report_lost_card.confirm', { card: cardName(facts, card) }),
  act: ({ card }) => ({ action: 'moveCard', input: { cardId: card, move: 'block' } }),
  answer: (_, { card }, { facts }) => ({ say: [say('report_lost_card.done', { card: cardName(facts, card) })], next: ['replace_card'] }),
});
