import { say } from '../../answers/say.js';
import { defineFlow, optional } from '../flow.js';
import { readers } from '../readers/index.js';

export const accountDetails = defineFlow({
  intent: 'account_details',
  access: 'customer',
  slots: { account: optional('account', ['account', 'source_account', 'currency', 'ordinal']) },
  answer: (_, { account }, { facts }) => ({
    say: facts.accounts
      .filter(({ id }) => !account || id === account)
      .map(({ name, iban, balance }) => say('account_details.one', { name, iban: readers.iban.show(iban, facts), balance })),
  }),
});
