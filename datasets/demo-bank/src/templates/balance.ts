/** Balances, spending and account details. */
import { intent } from './intent-templates.js';

export const balance = [
  intent(
    'check_balance',
    `balance?
    balance
    what's my balance
    what is the balance (on|of|in) {account}
    how much (money|cash|dosh|) (do I have|have I got) (left|) in {account}
    how much do I have
    (show|tell|give) me my (current|account|available|) balance
    balance of {account} (now|)
    can you (tell me|check) how much is in {account}
    I'd like to (know|check|see) (the balance of|what's in) {account}
    am I overdrawn
    have I got enough for {amount}
    do I have at least {amount} in {account}
    how am I doing for money
    what have I got left (to spend|until payday|for the month)
    {account} balance
    how broke am I
    could you please look up (the|my) balance (on|of) {account}
    check my (account |)balance
    I need to know how much money is (left |)in {account}
    what does {account} stand at
    whats left in {account}
    is there (any|enough) money in {account}
    funds available in {account}
    available funds
    (just |)wondering how much I've got in {account} at the moment
    did I run out of money
    what's the total across (all |)my accounts
    balances of all my accounts
    how much is in there (right now|now|at the moment)
    can I afford {amount} (right now|)
    would {amount} put me in the red
    (please |)read me my balance
    how much money is available to me (right now|at the moment)
    what amount is sitting in {account}
    have my funds dropped below {amount}
    tell me where {account} stands
    current balance (pls|)
    what was my balance {date/past}
    I want to see how much money I have
    am I in the black
    got any money left in {account}?
    bal {account}
    how full is {account}
    money left
    is {account} empty
    how much can I (still |)spend
    before I go shopping, how much is in {account}
    what sum do I hold (in {account}|with you)`,
  ),
  intent(
    'spending_summary',
    `how much (did|have) I (spend|spent) on {category} {period}
    what did I spend {period}
    total spend(ing|) on {category} {period}
    how much went on {category} {period}
    {category} spending {period}
    spending by category {period}
    show me a breakdown of my spending {period}
    where does (all |)my money go
    what am I spending (the |)most on
    how much have I paid {merchant} {period}
    how much did I spend at {merchant} {period}
    sum up my {category} costs {period}
    add up everything I paid for {category} {period}
    am I spending too much on {category}
    how much did {category} cost me {period}
    give me (a summary|an overview) of my spending {period}
    my outgoings {period}
    (can you |)tell me what I've spent so far {period}
    monthly spending (summary|report|overview)
    I want to know how much I spend on {category} (in total|each month|)
    compare my spending on {category} with {period/noun}
    did I spend more {period} than usual
    how much of my salary goes on {category}
    total for {category} {period}
    what's my average spend on {category}
    what were my expenses {period}
    expenses {period}
    how expensive was {period/noun} for me
    how much have I blown on {category} {period}
    spent at {merchant} {period}?
    I'd like to see my spending habits
    analyse my spending {period}
    what share of my spending is {category}
    how much money (went out|left my account) {period}
    how much came in and went out {period}
    what was my biggest expense {period}
    could you total up what I gave {merchant} {period}
    category breakdown {period}
    budget overview {period}
    what have I been spending my money on {period}
    {period} how much did I spend on {category}
    {category} total?
    how much do I usually spend on {category}
    calculate my {category} spend {period}
    top spending categories {period}
    did my {category} bills go up {period}`,
    { weight: 1.2 },
  ),
  intent(
    'account_details',
    `what's my (iban|account number|sort code|bic)
    my iban (please|)
    iban?
    account number and sort code
    I need (the|my) (account details|bank details|iban|account number) (of|for) {account}
    where (can|do) I find my (account number|iban|sort code|bic)
    (give|send|show) me the details of {account}
    what are my (bank|account) details
    my employer (needs|wants|asked for) my (account number|bank details|iban)
    which details (do|should) I give (someone|people) to (pay|send money to) me
    what's the (swift|bic) code (for|of) {account}
    how can (people|my friend|somebody) send (money|cash) to me
    how do I get paid into {account}
    I want to receive a (payment|transfer), what number do I give them
    payment details for {account}
    details of my account
    iban of {account}
    bic and iban for {account}
    I have to fill in a form with my (iban|account number)
    can you tell me my account number
    can I see the iban (for|of) {account}
    what account number do I have
    sort code?
    what accounts do I have (with you|)
    list my accounts
    show (all |)my accounts
    how many accounts have I got
    which accounts are in my name
    what name is {account} under
    who is the account holder of {account}
    when did I open {account}
    what type of account (is {account}|do I have)
    I can't remember my account number
    what is my international bank account number
    what's the number of {account}
    someone wants to pay me from abroad, what do they need
    for my salary I need my bank details
    text me my account details
    full details for {account}
    could I have the numbers for a direct deposit
    need bank info for my landlord
    swift code for larkspur
    give me my details so I can share them
    account info {account}
    copy of my iban
    read out my account number`,
  ),
];
