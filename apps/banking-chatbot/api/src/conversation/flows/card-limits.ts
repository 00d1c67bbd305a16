import { say } from '../../answers/say.js';
import { money } from '../../bank/money.js';
import { defineFlow, optional } from '../flow.js';
import { capitalSay, cardName } from '../labels.js';

/** Shows limits; with an amount it changes one. */
export const cardLimits = defineFlow({
  intent: 'card_limits',
  access: 'customer',
  slots: {
    card: optional('card', ['card', 'ordinal'], { byDefault: ({ cards }) => (cards.length === 1 ? cards[0]!.id : undefined) }),
    limit: optional('amount', ['amount']),
  },
  confirm: ({ card, limit }, { facts }) =>
    card && limit ? say('card_limits.confirm', { card: cardName(facts, card), limit: money(limit.minor, 'EUR') }) : undefined,
  act: ({ card, limit }) =>
    card && limit ? { action: 'setCardLimit', input: { cardId: card, limit: money(limit.minor, limit.currency ?? 'EUR') } } : undefined,
  answer: (done, { card }, { facts }) => {
    if (done) return { say: [say('card_limits.done', { card: cardName(facts, card!), limit: done.limit })] };
    const one = facts.cards.find(({ id }) => id === card);
    if (one) return { say: [say('card_limits.one', { card: cardName(facts, one.id), limit: one.dailyLimit })] };
    const lines = facts.cards.map((item) => say('card_limits.line', { card: capitalSay(item), limit: item.dailyLimit }));
    return { say: [say('card_limits.many', { cards: { list: lines } })] };
  },
});
