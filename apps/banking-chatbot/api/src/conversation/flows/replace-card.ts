import { say } from '../../answers/say.js';
import { cardSlot } from '../card-slot.js';
import { defineFlow } from '../flow.js';
import { cardName } from '../labels.js';

export const replaceCard = defineFlow({
  intent: 'replace_card',
  access: 'customer',
  slots: { card: cardSlot('close') },
  confirm: ({ card }, { facts }) => say('replace_card.confirm', { card: cardName(facts, card) }),
  act: ({ card }) => ({ action: 'replaceCard', input: { cardId: card } }),
  answer: (done, { card }, { facts }) => ({
    say: done ? [say('replace_card.done', { new: done.newLast4, day: { day: done.expectedOn }, card: cardName(facts, card) })] : [],
  }),
});
