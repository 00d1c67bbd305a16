import { say } from '../../answers/say.js';
import { defineFlow, optional } from '../flow.js';
import { accountLabel, accountLine, lower } from '../labels.js';

export const checkBalance = defineFlow({
  intent: 'check_balance',
  access: 'customer',
  slots: { account: optional('account', ['account', 'source_account', 'currency', 'ordinal']) },
  answer: (_, { account }, { facts }) => {
    const one = facts.accounts.find(({ id }) => id === account) ?? (facts.accounts.length === 1 ? facts.accounts[0] : undefined);
    if (!one) {
      return {
        say: [say('check_balance.all', { accounts: { list: facts.accounts.map(accountLine) } })],
        list: { kind: 'account', items: facts.accounts.map((item) => ({ id: item.id, label: accountLabel(item) })) },
      };
    }
    const overdraft = one.available.minor !== one.balance.minor;
    return {
      say: [
        say('check_balance.one', { name: lower(one.name), balance: one.balance }),
        ...(overdraft ? [say('check_balance.available', { available: one.available })] : []),
      ],
    };
  },
});
