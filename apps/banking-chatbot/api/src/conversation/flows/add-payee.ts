import { say } from '../../answers/say.js';
import { defineFlow, required } from '../flow.js';
import { readers } from '../readers/index.js';

export const addPayee = defineFlow({
  intent: 'add_payee',
  access: 'customer',
  slots: {
    name: required('name', ['payee'], { ask: 'add_payee.ask.name' }),
    iban: required('iban', ['iban'], { ask: 'add_payee.ask.iban' }),
  },
  check: ({ iban }, { facts }) =>
    facts.payees.some((known) => known.iban === iban) ? { reason: 'PAYEE_EXISTS', slot: 'iban' } : undefined,
  confirm: ({ name, iban }, { facts }) => say('add_payee.confirm', { name, iban: readers.iban.show(iban, facts) }),
  stepUp: ({ name, iban }, { facts }) => say('add_payee.purpose', { name, iban: readers.iban.show(iban, facts) }),
  act: ({ name, iban }) => ({ action: 'addPayee', input: { name, iban } }),
  answer: (done) => ({ say: done ? [say('add_payee.done', { name: done.name })] : [], next: ['make_transfer'] }),
});
