/** The life of a card, as data. */

export const CARD_STATUSES = ['ordered', 'active', 'frozen', 'blocked', 'closed'] as const;
export type CardStatus = (typeof CARD_STATUSES)[number];

/** Move → from which states, and to which. `blocked` is for good: a lost card is replaced, never used again. */
export const CARD_MOVES = {
  activate: { from: ['ordered'], to: 'active' },
  freeze: { from: ['active'], to: 'frozen' },
  unfreeze: { from: ['frozen'], to: 'active' },
  block: { from: ['ordered', 'active', 'frozen'], to: 'blocked' },
  close: { from: ['ordered', 'active', 'frozen', 'blocked'], to: 'closed' },
} as const satisfies Record<string, { from: readonly CardStatus[]; to: CardStatus }>;

export type CardMove = keyof typeof CARD_MOVES;

export const mayMove = (status: CardStatus, move: CardMove): boolean => (CARD_MOVES[move].from as readonly CardStatus[]).includes(status);
