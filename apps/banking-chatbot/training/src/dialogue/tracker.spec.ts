import { findData } from '@casebook/data-pipelines';
import { readSgd, readSgdSchema, type SgdService } from '@casebook/dataset-sgd-banks';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askedSlots } from './question.js';
import { agrees, refuses } from './replies.js';
import { userSlots } from './schema-slots.js';
import { scoreDialogue } from './score-dialogues.js';
import { DialogueTracker, NO_READING } from './tracker.js';
import { isOthers } from './whose.js';

/** A service of our own, with other names and words than any corpus. */
const service: SgdService = {
  service_name: 'Purse_1',
  description: 'Looks after money',
  slots: [
    { name: 'pot', description: "Kind of the user's pot", is_categorical: true, possible_values: ['daily', 'rainy day'] },
    { name: 'payee_pot', description: "Kind of the payee's pot", is_categorical: true, possible_values: ['daily', 'rainy day'] },
    { name: 'sum_to_send', description: 'How much money goes out', is_categorical: false, possible_values: [] },
    { name: 'payee_name', description: 'Who gets it', is_categorical: false, possible_values: [] },
    { name: 'left_over', description: 'Money that is in the pot', is_categorical: false, possible_values: [] },
    { name: 'send_on', description: 'Day on which it goes out', is_categorical: false, possible_values: [] },
    { name: 'remark', description: 'What is written on the slip', is_categorical: false, possible_values: [] },
  ],
  intents: [
    { name: 'ShowBalance', description: 'Show what is in a pot', is_transactional: false, required_slots: ['pot'], optional_slots: {} },
    {
      name: 'TransferFunds',
      description: 'Bring money to somebody',
      is_transactional: true,
      required_slots: ['pot', 'sum_to_send', 'payee_name'],
      optional_slots: { payee_pot: 'daily', send_on: 'dontcare', remark: 'dontcare' },
    },
  ],
};

/** States after each turn of a user: [what the system said, what the user answers]. */
function follow(...turns: [string, string][]) {
  const tracker = new DialogueTracker(service);
  return turns.map(([system, user]) => ({ ...tracker.listen(user, system, NO_READING, NO_READING) }));
}

describe('DialogueTracker', () => {
  it('fills a form over several turns, tells whose is whose, and takes the default once the user agrees', () => {
    const states = follow(
      ['', 'I want to transfer some money from my daily pot.'],
      ['Gladly. How much, and to whom?', 'Sixty euros to Odalys, please.'],
      ['Shall I send 60 euros from your daily pot to Odalys?', 'Yes, go ahead.'],
    );
    expect(states).toEqual([
      { pot: 'daily' },
      { pot: 'daily', sum_to_send: 'Sixty euros', payee_name: 'Odalys' },
      { pot: 'daily', sum_to_send: 'Sixty euros', payee_name: 'Odalys', payee_pot: 'daily' },
    ]);
  });

  it("tells the payee's value from the user's own", () => {
    const [state] = follow(['', "Transfer $20 from my daily pot to Odalys's rainy day pot."]);
    expect(state).toEqual({ pot: 'daily', payee_pot: 'rainy day', sum_to_send: '$20', payee_name: 'Odalys' });
  });

  it('corrects', () => {
    const states = follow(['', 'Send $20 to Odalys.'], ['To confirm: $20 to Odalys from your daily pot?', 'No, make it $25.']);
    expect(states.at(-1)).toEqual({ sum_to_send: '$25', payee_name: 'Odalys' });
  });

  it('reads a bare number and a name in lower case where it was asked', () => {
    expect(follow(['', 'I would like to transfer funds.'], ['How much?', '75'], ['Who gets it?', 'to odalys']).at(-1)).toEqual({
      sum_to_send: '75',
      payee_name: 'odalys',
    });
    expect(follow(['', 'I would like to transfer funds.'], ['Anything else?', '75']).at(-1)).toEqual({});
  });

  it('reads days', () => {
    expect(follow(['', 'Send $5 to Odalys on 3 May 2031']).at(-1)).toMatchObject({ send_on: '3 May 2031' });
  });

  it('asks the model what a free question is about', () => {
    const tracker = new DialogueTracker(service);
    tracker.listen('Send $5 to Odalys.', '', NO_READING, NO_READING);
    const near = { names: [], nearness: ({ name }: { name: string }) => (name === 'remark' ? 0.9 : 0.1) };
    expect(tracker.listen('birthday present', 'Any words for the slip?', NO_READING, near)).toMatchObject({ remark: 'birthday present' });
  });

  it('takes names from the model that words alone do not show', () => {
    const text = 'send $5, odalys is waiting';
    const reading = { names: [{ text: 'odalys', start: 9, end: 15 }], nearness: () => 0 };
    expect(new DialogueTracker(service).listen(text, '', reading, NO_READING)).toMatchObject({ payee_name: 'odalys' });
    expect(new DialogueTracker(service).listen(text, '', NO_READING, NO_READING)).not.toHaveProperty('payee_name');
    const friend = { names: [{ text: 'my friend', start: 11, end: 20 }], nearness: () => 0 };
    expect(new DialogueTracker(service).listen('send $5 to my friend', '', friend, NO_READING)).not.toHaveProperty('payee_name');
  });

  it('begins anew after a transaction, and keeps what two intents share after a query', () => {
    const query = follow(['', 'What is the balance of my daily pot?'], ['You have $3.', 'Now transfer something.']);
    expect(query).toEqual([{ pot: 'daily' }, { pot: 'daily' }]);
    const transaction = follow(
      ['', 'Transfer $20 from my daily pot to Odalys.'],
      ['$20 from your daily pot to Odalys, right?', 'Correct.'],
      ['Done.', 'What is my balance after the transfer?'],
    );
    expect(transaction.at(-1)).toEqual({});
  });
});

describe('the words around', () => {
  it('tell whose a value is', () => {
    const others = (text: string, value: string) => isOthers(text, text.indexOf(value), text.indexOf(value) + value.length);
    expect(others('from my daily pot', 'daily')).toBe(false);
    expect(others("into Odalys's daily pot", 'daily')).toBe(true);
    expect(others('the daily pot', 'daily')).toBeUndefined();
    expect(others('to her rainy day, from daily', 'daily')).toBe(false);
  });

  it('tell agreement from refusal', () => {
    for (const text of ['Yes please.', "That's right", 'ok go ahead', 'Confirmed'])
      expect([agrees(text), refuses(text)]).toEqual([true, false]);
    for (const text of ['No, thanks', "That's not right", 'yes, but make it 5 instead']) expect(agrees(text)).toBe(false);
  });

  it('tell what is asked', () => {
    const asked = (text: string) => askedSlots(text, userSlots(service), () => 0).map(({ name }) => name);
    expect(asked('How much, and to whom?')).toEqual(['sum_to_send', 'payee_name']);
    expect(asked('From the daily or the rainy day pot?')).toEqual(['pot']);
    expect(asked('Which pot is it?')).toEqual(['pot']);
    expect(asked('When should it go out?')).toEqual(['send_on']);
    expect(asked('Your pot is empty.')).toEqual([]);
  });
});

const data = findData('sgd-banks');
describe.skipIf(!data)('on the dialogues of Banks_1', () => {
  const score = async (rename: (service: SgdService) => SgdService, name: (slot: string) => string) => {
    const dialogues = await readSgd(join(data!, 'banks_1_train.json'));
    const [banks] = await readSgdSchema(join(data!, 'schema_banks_1.json'));
    for (const { turns } of dialogues) {
      for (const { state } of turns.flatMap(({ frames }) => frames)) {
        if (state) state.slot_values = Object.fromEntries(Object.entries(state.slot_values).map(([slot, value]) => [name(slot), value]));
      }
    }
    const scores = dialogues.flatMap((dialogue) => scoreDialogue(dialogue, new Map([['Banks_1', rename(banks!)]])));
    return scores.reduce((sum, { joint }) => sum + joint, 0) / scores.length;
  };

  it('is right in nine of ten turns, also where the schema has other names and words', async () => {
    expect(await score((banks) => banks, (slot) => slot)).toBeGreaterThan(0.9); // prettier-ignore
    const names: Record<string, [string, string]> = {
      account_type: ['own_account', 'Which of the customer’s accounts is meant'],
      recipient_account_type: ['target_account', 'Which account of the receiver is meant'],
      amount: ['sum', 'How many dollars are sent'],
      balance: ['funds_left', 'What the account holds'],
      recipient_account_name: ['receiver', 'Name of the person that is paid'],
    };
    const name = (slot: string) => names[slot]![0];
    const renamed = await score(
      (banks) => ({
        ...banks,
        slots: banks.slots.map((slot) => ({ ...slot, name: name(slot.name), description: names[slot.name]![1] })),
        intents: banks.intents.map((intent) => ({
          ...intent,
          required_slots: intent.required_slots.map(name),
          optional_slots: Object.fromEntries(Object.entries(intent.optional_slots).map(([slot, value]) => [name(slot), value])),
        })),
      }),
      name,
    );
    expect(renamed).toBeGreaterThan(0.9);
  });
});
