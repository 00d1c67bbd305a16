import { say } from '../../answers/say.js';
import { defineFlow } from '../flow.js';
import { capitalSay, cardLabel } from '../labels.js';

export const listCards = defineFlow({
  intent: 'list_cards',
  access: 'customer',
  slots: {},
  answer: (_, __, { facts: { cards } }) => {
    if (cards.length === 0) return { say: [say('list_cards.none')] };
    const lines = cards.map((card) => say('line.card', { card: capitalSay(card), status: say('card.status', { status: card.status }) }));
    return {
      say: [say('list_cards.some', { count: cards.length, cards: { list: lines } })],
      list: { kind: 'card', items: cards.map((card) => ({ id: card.id, label: cardLabel(card) })) },
    };
  },
});
