import { say } from '../../answers/say.js';
import { cardSlot } from '../card-slot.js';
import { defineFlow } from '../flow.js';
import { cardName } from '../labels.js';

export const unfreezeCard = defineFlow({
  intent: 'unfreeze_card',
  access: 'customer',
  slots: { card: cardSlot('unfreeze') },
  confirm: ({ card }, { facts }) => say('unfreeze_card.confirm', { card: cardName(facts, card) }),
  act: ({ card }) => ({ action: 'moveCard', input: { cardId: card, move: 'unfreeze' } }),
  answer: (_, { card }, { facts }) => ({ say: [say('unfreeze_card.done', { card: cardName(facts, card) })] }),
});
