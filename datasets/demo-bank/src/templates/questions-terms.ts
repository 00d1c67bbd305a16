/** Questions about currencies, interest and overdrafts. */
import { intent } from './intent-templates.js';

export const questionsTerms = [
  intent(
    'ask_exchange',
    `how does (currency exchange|exchanging money) work
    which currencies (do you support|can I hold|can I exchange)
    what currencies do you have
    can I hold (money|a balance) in {currency}
    do you support {currency}
    how do you set your exchange rate
    where does your exchange rate come from
    what margin do you take on exchange
    can I have an account in {currency/name}
    is the rate you use the interbank rate
    when is the best time to exchange
    can I exchange at the weekend
    why was the exchange rate so bad
    why is your rate different from google
    which rate applies when I pay by card abroad
    currencies supported
    can I receive {currency/name}
    is it possible to exchange money in the app
    do you deal in foreign cash
    how often do your rates change
    do I get a better rate for large amounts
    what do I need to exchange money
    is there a minimum for exchanging currency
    explain foreign exchange at larkspur
    are exotic currencies possible
    can I get paid in {currency/name}
    how is the rate worked out on foreign purchases
    does the rate include a markup
    can I lock in a rate
    how long does exchanging take
    do you do currency exchange
    multi currency account?
    who decides the exchange rate
    is exchange available at all hours
    can I undo an exchange
    what's your spread
    can I keep {currency/name} and {currency/name} side by side
    do rates get worse on weekends
    which exchange rate did you use for my purchase
    how do foreign currency accounts work`,
    { weight: 0.9 },
  ),
  intent(
    'ask_interest',
    `what (interest|interest rate) do you pay (on savings|on {account}|)
    how much interest do I (get|earn) (on {account}|)
    interest rate
    what's the interest on {account}
    do you pay interest
    savings rate?
    when is interest paid
    how is interest calculated
    is interest paid monthly or yearly
    what would {amount} earn in a year
    what rate do I get on my savings
    how much would I make on {amount} in savings
    does {account} earn interest
    aer of the savings account
    is the savings rate fixed
    will the interest rate go up
    what do my savings earn
    how often is interest credited
    is there a bonus rate for new customers
    current savings rates
    do I get any interest for leaving money here
    which account pays the most interest
    do you have a better savings rate
    annual interest on savings please
    tell me about interest
    yield on savings
    how come I got so little interest
    when do I see my interest
    does the rate depend on how much I save
    are there savings accounts with higher rates
    what return do I get on {account}
    interest on a positive balance
    percent on savings?
    is my interest compounded
    did the interest rate change
    what percentage do you give savers
    explain the interest on my savings
    from which amount on is interest paid
    how good are your rates for savers
    rate of interest {account}`,
    { weight: 0.9 },
  ),
  intent(
    'ask_overdraft',
    `do I have an overdraft
    can I (get|have) an overdraft
    how does (the|an) overdraft work
    what's the overdraft (rate|limit|fee|interest)
    what happens if I go (below zero|into minus|overdrawn)
    how much does (an|the) overdraft cost
    overdraft
    can my account go negative
    am I allowed to go overdrawn
    how much can I overdraw {account}
    what do I pay when {account} is overdrawn
    increase my overdraft to {amount}
    I'd like an overdraft of {amount}
    remove my overdraft
    what if a payment takes me under zero
    is there a buffer before overdraft fees
    overdraft interest?
    do you charge for being overdrawn
    will you let a payment through if I don't have enough
    how do I apply for an overdraft
    is an overdraft possible on {account}
    arranged overdraft terms
    how long can I stay overdrawn
    what's the difference between arranged and unarranged overdraft
    do I need a credit check for an overdraft
    would I be charged if I went {amount} overdrawn
    minus on my account, what does that cost
    are overdrafts free for students
    extend my overdraft
    how is overdraft interest worked out
    can I have a negative balance
    what is the maximum overdraft
    overdraft fees please
    does going into overdraft hurt my credit score
    switch off the overdraft
    let me know the conditions for an overdraft
    how do I get rid of my overdraft
    is overdrawing allowed
    can I dip below zero for a day
    overdrawn, now what`,
    { weight: 0.9 },
  ),
];
