import { describe, expect, it } from 'vitest';
import { slipOf } from './slip.js';
import { turnOf } from './turn.fixture.js';

const asking = (values: Record<string, string>) => ({
  active: { flow: 'make_transfer' as const, phase: 'confirm' as const, asking: null, values },
  interrupted: [],
  failures: 0,
  handedOff: false,
});

describe('slipOf', () => {
  it('puts the sum apart and the rest in the order of a payment slip', () => {
    const values = { reference: 'rent', source: 'Current account', extra: 'x', amount: '€50.00', to: 'Anna Bergmann' };
    expect(slipOf(turnOf({ kind: 'confirm', state: asking(values) }).reply)).toEqual({
      flow: 'make_transfer',
      amount: '€50.00',
      rows: [
        ['to', 'Anna Bergmann'],
        ['source', 'Current account'],
        ['reference', 'rent'],
        ['extra', 'x'],
      ],
    });
  });

  it('is of a card without a sum, and of nothing that asks for no confirmation', () => {
    expect(slipOf(turnOf({ kind: 'confirm', state: asking({ card: '•••• 1234' }) }).reply)).toEqual({
      flow: 'make_transfer',
      rows: [['card', '•••• 1234']],
    });
    expect(slipOf(turnOf({ kind: 'ask', state: asking({ amount: '€50.00' }) }).reply)).toBeUndefined();
  });
});
