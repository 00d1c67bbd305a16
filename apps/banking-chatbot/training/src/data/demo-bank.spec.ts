import { INTENTS, SLOT_NAMES } from '@casebook/banking-chatbot-contract';
import { DEMO_BANK_INTENTS, DEMO_BANK_SLOTS } from '@casebook/dataset-demo-bank';
import { expect, it } from 'vitest';

it('the generator knows the contract’s intents and slots, no more and no less', () => {
  expect(new Set(DEMO_BANK_INTENTS)).toEqual(new Set(INTENTS));
  expect([...DEMO_BANK_SLOTS].sort()).toEqual([...SLOT_NAMES].sort());
});
