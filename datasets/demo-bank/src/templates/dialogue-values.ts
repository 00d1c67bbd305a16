/** Moves that give, choose or correct values: short, and only clear from what was asked before. */
import { intent } from './intent-templates.js';

export const dialogueValues = [
  intent(
    'inform',
    `{amount/any}
    {amount/bare}
    to {payee}
    {payee/first}
    {payee/full}
    {payee/company}
    {payee}
    from {source_account}
    to {target_account}
    {account/short}
    {account}
    {date/future}
    {period/noun}
    {iban}
    {card/short}
    {category}
    {merchant}
    {reason}
    {reason/dispute}
    {currency/name}
    in {currency/name}
    {amount} to {payee}
    {amount}, to {payee/first}
    {amount} (from|out of) {source_account}
    it's {amount}
    it was {amount/price}
    the amount is {amount}
    {amount} (please|I think|would be good)
    for {reference}
    the reference is {reference}
    reference {reference}
    put {reference} as the reference
    with the note {reference}
    his name is {payee/full}
    her iban is {iban}
    the iban is {iban}
    it's for {payee}
    use {source_account}
    take it from {source_account}
    from {source_account} to {target_account}
    into {target_account}
    the money should come from {source_account}
    {card/short} please
    it's {card/short}
    because {reason}
    {reason}, {date/past}
    {date/past}
    it happened {date/past}
    it was {date/past} at {merchant}
    {merchant}, {amount/price}
    {merchant} {date/past}
    about {amount}
    around {amount}
    let's say {amount}
    {payee/full}, {iban}
    {amount} {date/future}
    {payee/first}, {amount}, {reference}
    {period}
    for {period/noun}
    only {category}
    {merchant} and {amount/price}
    send it {date/future}
    {date/future} please
    my {category} spending
    the payee is {payee/full}
    {amount} from {source_account} to {payee} {date/future}
    {currency/name} to {currency/name}
    I'd say {amount}
    that would be {account/short}
    the account of {payee}`,
    { weight: 3, manners: false },
  ),
  intent(
    'select',
    `{ordinal}
    {ordinal} please
    {ordinal/bare}
    the {ordinal/bare} (one|option|card|account|payment|transaction) (on the list|please|)
    I (mean|want|choose|pick|take) {ordinal}
    (that|this) one
    (this|that) one please
    {ordinal} I think
    let's (go with|take) {ordinal}
    it's {ordinal}
    option {ordinal/number}
    number {ordinal/number} (please|)
    {ordinal/number}
    the one (for|over|of) {amount/price}
    the {amount/price} one
    the one from {date/past_noun}
    the one (at|to|from) {merchant}
    the {merchant} one
    {ordinal}, the one at {merchant}
    the one to {payee}
    the bigger one
    the cheaper one
    the latest one
    the most recent
    the newest
    the oldest one
    both
    both of them
    all of them
    none of those
    none of them
    neither
    either is fine
    any of them
    same account
    the same one (as before|again|)
    the same as last time
    same card
    the other one
    not that one, the other
    the one you said first
    first of those
    the one in the middle
    pick {ordinal} for me
    {ordinal} from the top
    {ordinal} looks right
    I meant {ordinal}
    yeah {ordinal}
    the one with my salary
    that payment
    that account
    the one above
    the one you just mentioned
    the smallest amount
    whichever is newer`,
    { weight: 1.7, manners: false },
  ),
  intent(
    'correct',
    `no, {amount}
    no {amount/bare}
    (make|change) (it|that) (to |){amount}
    make (that|it) {amount/bare} (instead|)
    not {!amount/bare}, {amount/bare}
    (I meant|I mean) {amount}
    I said {amount}
    sorry, {amount}
    actually {amount/any}
    {amount/bare} not {!amount/bare}
    no, not {!payee/first}, {payee/first}
    not {!payee/first}, {payee/first}
    not to {!payee}, to {payee}
    no, to {payee}
    (I meant|I mean) {payee}
    {payee/first} not {!payee/first}
    actually (send it |)to {payee}
    sorry, wrong name, {payee/full}
    change the (payee|recipient) to {payee}
    change the amount (to {amount}|)
    the amount (is wrong|should be {amount})
    no, from {source_account}
    not (from |){!source_account}, from {source_account}
    use {source_account} instead
    from {source_account} instead
    actually from {source_account}
    into {target_account} instead
    no, I want it in {target_account}
    wrong account, {account/short}
    no, {account/short}
    do it {date/future} instead
    not {!date/noun}, {date/noun}
    actually {date/future}
    change the date to {date/noun}
    change the reference to {reference}
    the reference should be {reference}
    no, {card/short}
    not {!card}, {card/short}
    (I meant|I mean) {card/short}
    that's wrong, it's {amount}
    that's not right
    that's not what I (said|meant|wanted)
    I made a mistake, it should be {amount}
    oops, {amount}
    wait, {amount} instead
    hang on, make it {amount}
    no no, {payee}
    hmm no, {period/noun}
    not {!period/noun}, {period/noun}
    no I meant {period/noun}
    wrong one
    you got that wrong
    you misunderstood, {payee}
    instead of {!amount/bare} make it {amount/bare}
    increase it to {amount}
    lower it to {amount}
    let me correct that: {amount}
    correction, {amount}
    I typed it wrong, {iban}
    the iban is wrong, it's {iban}
    on second thought {amount}
    rather {amount}
    {amount}, I mistyped
    not {!currency/name}, {currency/name}
    in {currency/name}, not {!currency/name}
    no, at {merchant}
    it's spelled {payee/full}
    sorry I meant {ordinal}
    no, {ordinal}`,
    { weight: 2.2, manners: false },
  ),
];
