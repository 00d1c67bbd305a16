/** Cards that are lost, broken or on their way, their limits and PIN. */
import { intent } from './intent-templates.js';

export const cardOrders = [
  intent(
    'report_lost_card',
    `I('ve|) lost my card
    lost card
    my card (was|has been|got) stolen
    stolen card
    I (want|need|would like) to report (a|my) (lost|stolen|missing) card
    I can't find {card}, {reason/lost}
    {card} is gone, {reason/lost}
    report {card} (as |)(lost|stolen)
    someone (stole|took|nicked) (my card|my wallet|my purse|{card})
    my wallet (was stolen|is gone|got nicked) with {card} in it
    I've lost {card}
    {card} was stolen {date/past}
    I was robbed and they have {card}
    cancel {card}, {reason/lost}
    help my card has been stolen
    I lost my purse {date/past}
    the cash machine kept my card
    an atm swallowed {card}
    my card is missing and I won't find it again
    I dropped my card somewhere {date/past}
    card lost, {reason/lost}
    my bag got stolen, all my cards were in it
    please cancel the card, it's been stolen
    what do I do if my card is (lost|stolen)
    I think somebody pinched {card}
    block {card} for good, {reason/lost}
    lost my card abroad
    {card} stolen
    my card is nowhere to be found
    thief took my cards
    gone: {card}
    I have to report that {card} is lost
    somebody else has my card
    I must have lost {card} {date/past}
    where do I report a stolen card
    permanently block {card}, it is lost
    mugged, cards gone, please act
    missing card
    they stole my phone and {card}
    I left {card} in a shop and now it's gone
    my card disappeared, {reason/lost}
    pickpocketed {date/past}, report {card}`,
    { weight: 1.2 },
  ),
  intent(
    'replace_card',
    `I need a new card
    (order|get|send) (me |)a (new|replacement) card
    replace {card}
    (can I|I want to|I'd like to) (get|order) a (replacement|new one) (for {card}|)
    my card is (broken|damaged|worn out|cracked)
    {card} (is broken|is damaged|doesn't work any more|has snapped), (send a new one|I need another)
    replace {card}, {reason/damaged}
    my card (doesn't|does not) work (any more|in machines), {reason/damaged}
    the chip on {card} is (broken|damaged|not read)
    {card} expires soon, send me a new one
    my card has expired
    replacement card
    new card please, {reason/damaged}
    order card
    I changed my name and need a new card
    contactless on {card} is broken, can I swap it
    please issue a new card for {account}
    could I have another card
    reorder {card}
    the magnetic stripe is gone, I need a new card
    new card to replace {card}
    I'd like a different card design
    get me a substitute for {card}
    can you send another card to my address
    exchange my old card for a new one
    renew {card}
    card renewal
    shops refuse {card}, {reason/damaged}
    the terminal can't read my card, I need a replacement
    want a new card because {reason/damaged}
    request replacement {card}
    {card} is unreadable
    make me a new card
    send a fresh card, the old one is bent
    mail me a replacement for {card}
    my card broke in two
    the plastic of my card is peeling
    I'd like to order an additional card
    print me a new card
    how do I replace a damaged card`,
    { weight: 1.1 },
  ),
  intent(
    'card_arrival',
    `where is my (new |)card
    my (new |)card (hasn't|has not|still hasn't) (arrived|come)
    when will my card (arrive|come|be here)
    has my card been (sent|posted|shipped|dispatched)
    track my card
    I'm still waiting for my (new |)card
    I ordered a card {date/past}, where is it
    status of my card order
    is my card on its way
    card not arrived
    my replacement card is late
    still no card
    the card you sent never came
    did you send my card already
    card delivery status
    what's happening with my card
    it's been two weeks and I don't have my card
    how far along is my card
    tracking number for my card
    when did you post my card
    I should have had my card by {date/past_noun}
    has {card} left yet
    my card must be lost in the post
    no sign of my card
    any update on my new card
    when do I get the card I ordered {date/past}
    expected delivery of my card?
    is my new card in the mail
    check where my card is
    you promised my card for {date/past_noun}
    where's the replacement for {card}
    my card was supposed to arrive {date/past}
    which day will my card come
    still haven't got the card I ordered
    could my card be held up
    card eta
    to which address did you send my card
    has the card been produced yet
    waiting on card since {date/past_noun}
    can you see where my card is right now`,
  ),
  intent(
    'card_limits',
    `what's the limit (on|of) {card}
    (raise|increase|change|lower|reduce) (the|my) (limit|spending limit|daily limit) (on|of|for) {card}
    set (the|my) (card |)limit (to|at) {amount}
    (raise|increase|lower) my (card |)limit to {amount}
    what are my card limits
    my card limit
    how much can I (spend|pay) (a day|per day|daily) with {card}
    how much can I take out (a day|) with {card}
    change my atm limit to {amount}
    I want a higher limit on {card}
    I need to spend more than my limit allows, {amount}
    cap {card} at {amount} a day
    card limits
    what is the daily withdrawal limit on {card}
    limit {card} to {amount}
    put a spending limit of {amount} on {card}
    show the limits of {card}
    my card limit is too low
    can you bump up the limit on {card}
    have I reached my card limit
    how much of my limit is left
    remaining limit on {card}
    adjust limits for {card}
    make my contactless limit {amount}
    increase limit
    I'm buying a car, can my limit go up to {amount}
    temporarily raise my limit {date/future}
    set online limit {amount} {card}
    what's my credit limit
    I hit the limit on {card}
    double the limit of {card}
    decrease my daily spending cap
    {card} limit
    max I can withdraw with {card}
    update the cash limit for {card} to {amount}
    I'd like to control how much {card} can spend
    could we lift the limit on {card} for a day
    is my card limit {amount}
    change card limit
    why was I told my limit is reached`,
  ),
  intent(
    'change_pin',
    `change my pin
    (I want to|how do I|can I|I need to) (change|reset|set) my pin
    I forgot my pin
    I've forgotten the pin (of|for) {card}
    reset pin
    new pin (please|for {card}|)
    what's my pin
    show me the pin of {card}
    pin change
    I can't remember my pin
    my pin is blocked
    I entered the wrong pin three times
    unblock my pin
    set a different pin for {card}
    remind me of my pin
    forgot pin {card}
    somebody saw my pin, I want another
    can I choose my own pin
    update the pin on {card}
    send me my pin again
    I never received a pin for {card}
    pin?
    wrong pin
    the machine says my pin is incorrect
    where can I change the code of my card
    reset the four digit code for {card}
    pin reminder
    make my pin something I can remember
    my pin doesn't work
    I need a new pin number
    pin locked
    get a new code for my card
    I'd like to pick a new pin
    where do I see my card's pin
    change code of {card}
    don't know my pin any more
    too many pin attempts
    I have no idea what the pin for {card} is
    resend pin
    card pin forgotten, help`,
  ),
];
