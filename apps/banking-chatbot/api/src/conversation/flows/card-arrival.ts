import { say } from '../../answers/say.js';
import { defineFlow } from '../flow.js';
import { cardLabel } from '../labels.js';

export const cardArrival = defineFlow({
  intent: 'card_arrival',
  access: 'customer',
  slots: {},
  answer: (_, __, { facts, today }) => {
    const ordered = facts.cards.filter(({ status }) => status === 'ordered');
    if (ordered.length === 0) return { say: [say('card_arrival.none')] };
    return {
      say: ordered.map((card) =>
        say(card.expectedOn < today ? 'card_arrival.late' : 'card_arrival.ordered', {
          card: cardLabel(card),
          day: { day: card.expectedOn },
        }),
      ),
      next: ['activate_card'],
    };
  },
});
