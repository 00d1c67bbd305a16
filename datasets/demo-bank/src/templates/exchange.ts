/** Currencies, and money that comes in. */
import { intent } from './intent-templates.js';

export const exchange = [
  intent(
    'exchange_rate',
    `what's the (exchange |)rate (for|of) {currency}
    {currency/code} {currency/code} rate
    exchange rate {currency} to {currency}
    how (much|many {currency/name}) is {amount} in {currency/name}
    what's {amount} in {currency}
    how many {currency/name} do I get for {amount}
    {amount} in {currency}?
    current rate for {currency}
    rate {currency}
    what is the (euro|pound|dollar) worth (right now|)
    convert {amount} to {currency/name} for me, just to see
    how is the {currency} doing (against the euro|)
    what would I get for {amount} in {currency/name}
    what rate do you (give|offer) for {currency}
    give me (today's|the) rate from {currency} to {currency}
    is the {currency/code} rate good (right now|)
    {currency/code}/{currency/code}
    how much does one (dollar|euro|pound|franc) cost in {currency/name}
    how strong is the {currency} at the moment
    fx rate {currency}
    today's exchange rate
    exchange rates please
    what are your rates
    rate between {currency/name} and {currency/name}
    could you tell me what {amount} would be in {currency/name}
    value of {amount} in {currency}
    I'm going abroad, what's the {currency/name} rate
    has the {currency/code} rate changed {period}
    price of {currency/name} in {currency/name}
    how much {currency} for {amount}
    if I change {amount}, how many {currency/name} is that
    what does {amount} make in {currency/name}
    tell me the conversion rate for {currency}
    {currency/name} to {currency/name} right now
    how many {currency/name} to the euro
    currency rates
    what was the {currency/code} rate {date/past}
    what's the going rate for {currency}
    check the rate for {currency/name}
    I wonder what the {currency/name} stands at
    calculate {amount} in {currency/code}`,
  ),
  intent(
    'exchange_money',
    `exchange {amount} (to|into|for) {currency}
    change {amount} (to|into) {currency/name}
    (I want to|I'd like to|can I|I need to) (exchange|change|convert) {amount} (to|into) {currency}
    convert {amount} from {source_account} into {currency}
    buy {amount}
    buy {currency/name} (for|with) {amount}
    buy {currency}
    sell {amount} (for {currency}|)
    swap {amount} (for|into) {currency}
    exchange money
    I need {currency/name} for my trip
    can I change money (here|with you|in the app)
    get me {amount} worth of {currency/name}
    exchange (my |){currency/name} (to|for) {currency/name}
    turn {amount} into {currency/name}
    I'd like some {currency/name}
    change money
    make {amount} into {currency/name}
    currency exchange
    put {amount} into {currency/name}
    do an exchange of {amount} to {currency}
    could you convert {amount} to {currency} for me now
    purchase {currency/name}
    I want to buy foreign currency
    please exchange {amount} from {source_account}
    move {amount} from my euros to {currency/name}
    I have {amount} and want {currency/name}
    take {amount} from {source_account} and buy {currency/name}
    go ahead and convert {amount} to {currency}
    trade {amount} for {currency/name}
    exchange {currency/code} {currency/code} {amount/bare}
    fx {amount} {currency/code}
    switch {amount} to {currency/name} {date/future}
    let's change {amount} into {currency/name}
    exchange everything I have in {currency/name}
    convert all my {currency/name}
    sell my {currency/name}
    use {amount} to get {currency/name}
    I would like to purchase {amount} in {currency/name}
    order {currency/name} to the amount of {amount}
    change {amount} at today's rate into {currency/name}`,
  ),
  intent(
    'top_up',
    `top up {account}
    top up {amount}
    top up (my account |)(by|with) {amount} (from|using) {card}
    add {amount} (to|into) {account}
    add money (to {account}|)
    put {amount} on my account (from|with) {card}
    (I want to|I'd like to|can I|I need to) top up (my account|{account}|)
    topup
    load {amount} (on to|onto) my account
    pay in {amount} with {card}
    deposit {amount} (with|from) {card}
    charge {card} {amount} and add it to my balance
    fund {account} with {amount}
    I need to put (some |)money in
    top me up by {amount}
    add funds
    add {amount} with apple pay
    make a deposit
    deposit {amount}
    increase my balance by {amount} from {card}
    refill my account
    reload {account}
    bring in {amount} from my other bank
    I'd like to pay money into {account} by card
    use {card} to top up {amount}
    top-up of {amount} please
    can you take {amount} off {card} and put it in {account}
    load my account
    another top up of {amount}
    my account is empty, add {amount}
    do a top up
    pull {amount} from {card}
    set up an automatic top up of {amount}
    auto top up {amount} whenever I'm low
    get {amount} into {account} using {card}
    transfer {amount} in from {card}
    credit {account} with {amount} from {card}
    I want to add cash to my account
    quick topup {amount} {card}
    put more money on {account}`,
  ),
];
