export const accounts = {
  'check_balance.one': ['Your {name} holds {balance}.', 'The balance of your {name} is {balance}.'],
  'check_balance.available': 'With the overdraft, {available} can be spent.',
  'check_balance.all': ['Here is what your accounts hold:\n{accounts}', 'Your balances:\n{accounts}'],
  'list_transactions.found':
    '{count, plural, one {I found one transaction{what}:} other {I found # transactions{what}{more, select, yes {, the latest of them} other {}}:}}\n{transactions}',
  'list_transactions.none': 'There are no transactions{what}.',
  'filter.category': ' for {category}',
  'filter.merchant': ' with {merchant}',
  'filter.period': ' from {period}',
  'filter.amount': ' of {amount}',
  'filter.account': ' on your {account}',
  'spending.total': '{count, plural, one {You spent {amount} in one payment{what}.} other {You spent {amount} in # payments{what}.}}',
  'spending.none': 'You spent nothing{what}.',
  'spending.categories': 'Most of it:\n{categories}',
  'spending.category': '{category}: {amount}',
  'account_details.one': '{name}\nIBAN {iban}\nBalance {balance}',
  'order_statement.ask.account': 'For which account do you want the statement?',
  'order_statement.ask.month': 'For which month do you want the statement?',
  'order_statement.done':
    'The statement of your {account} for {month} is on its way to your inbox: it opens with {opening}, closes with {closing} and has {entries, plural, =0 {no entries} one {one entry} other {# entries}}.',
} as const;
