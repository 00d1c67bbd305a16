import { say } from '../../answers/say.js';
import { cardSlot } from '../card-slot.js';
import { defineFlow } from '../flow.js';
import { cardName } from '../labels.js';

export const activateCard = defineFlow({
  intent: 'activate_card',
  access: 'customer',
  slots: { card: cardSlot('activate') },
  confirm: ({ card }, { facts }) => say('activate_card.confirm', { card: cardName(facts, card) }),
  act: ({ card }) => ({ action: 'moveCard', input: { cardId: card, move: 'activate' } }),
  answer: (_, { card }, { facts }) => ({ say: [say('activate_card.done', { card: cardName(facts, card) })] }),
});
