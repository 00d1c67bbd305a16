/** Cards: what there are, and what to do with them. */
import { intent } from './intent-templates.js';

export const cards = [
  intent(
    'list_cards',
    `(show|list) (me |)my cards
    what cards do I have
    cards
    which cards are (active|on my account|linked to {account})
    how many cards have I got
    is {card} (active|frozen|blocked|still valid)
    what's the status of {card}
    my cards (please|)
    show {card}
    when does {card} expire
    expiry date of {card}
    do I have a (credit|virtual|second) card
    see all cards
    I want to see my card details
    card overview
    what cards are in my name
    give me a list of (all |)my cards
    card status
    which of my cards is frozen
    are any of my cards blocked
    what are the last four digits of {card}
    tell me about my cards
    details of {card}
    what card is linked to {account}
    check {card}
    have I got a card with you
    all cards on my profile
    active cards
    view cards
    can you look up which cards I hold
    is my new card set up
    which card numbers do I have
    do you have {card} on file
    display my debit and credit cards
    I'd like an overview of the cards I have
    is {card} expired
    cards I own
    what kind of card do I have
    until when is {card} valid
    list debit cards`,
    { weight: 0.8 },
  ),
  intent(
    'activate_card',
    `activate my (new |)card
    activate {card}
    (I want to|how do I|can I|I need to) activate (my|a|the) (new |)card
    my (new |)card (arrived|came|is here), (how do I use it|what now|can you switch it on)
    I got my new card (today|yesterday|this morning|), please activate it
    turn on my new card
    card activation
    start using {card}
    enable {card}
    my card isn't activated yet
    {card} arrived in the post, activate it
    the new card needs activating
    switch {card} on for the first time
    how can I make my new card work
    unlock my brand new card so I can pay
    register my new card
    I've received {card}
    activation for {card} please
    set up my new card
    just got the card, make it active
    what do I do to activate the card you sent
    new card here! activate
    could you activate the card that came {date/past}
    get my new card going
    validate my card
    the letter says I have to activate my card
    the replacement card came, please enable it
    I'd like to activate the card ending in the numbers on the letter
    can't pay with the new card, it's not active yet
    link my new card
    begin using the card that arrived {date/past}
    do I have to activate {card} first
    activate card now
    please bring {card} into service
    confirm that I received {card} and activate
    make {card} active
    how is a new card activated
    my virtual card needs to be activated
    where do I enter the activation code
    it's time to activate my card`,
    { weight: 0.9 },
  ),
  intent(
    'freeze_card',
    `freeze my card
    freeze {card}
    (block|lock|pause|suspend|disable) {card}
    (can you|please|I want to|I need to) (freeze|block|lock) (my|the) card
    temporarily (block|freeze|lock|stop) {card}
    put a (hold|freeze|stop) on {card}
    I (can't find|misplaced) my card at the moment, lock it for now
    stop (all |)payments on {card} (for now|for a while|until I find it)
    block card
    I want to switch {card} off for a bit
    deactivate {card} for a while
    my card might be at home, freeze it until I know
    freeze all (of |)my cards
    turn off {card}
    make {card} unusable for now
    nobody should be able to pay with {card} (until I say so|for now|)
    lock it down, {card}
    I think I left {card} at work, can you freeze it
    how do I freeze a card
    hold {card}
    can I temporarily deactivate a card
    freeze card ASAP
    card freeze
    suspend my card while I'm on holiday
    pause my card please
    put {card} on ice
    my kid has {card}, block it for today
    stop {card} from working
    please lock my card, I may find it again
    block {card} but don't cancel it
    secure {card} right away by freezing it
    quick, freeze it
    I need {card} frozen
    disable contactless and online payments on {card}
    shut {card} off temporarily
    prevent any transactions with {card}
    can {card} be locked for a few days
    for safety, freeze {card}
    freeze the one ending in my last four digits
    is there a way to lock {card} from here`,
  ),
  intent(
    'unfreeze_card',
    `unfreeze my card
    unfreeze {card}
    (unblock|unlock|reactivate|unpause) {card}
    (can you|please|I want to|I need to) (unfreeze|unblock|unlock) (my|the) card
    I found my card (again|), (turn it back on|unfreeze it|you can unlock it)
    take the (freeze|hold|block) off {card}
    remove the (freeze|block|lock) (from|on) {card}
    turn {card} back on
    my card is frozen, I want to use it again
    card unfreeze
    switch {card} on again
    lift the block on {card}
    let me use {card} again
    defrost my card
    it was in my jacket! unlock {card} please
    enable {card} again
    make {card} work again
    undo the freeze on {card}
    resume payments on {card}
    end the freeze
    I froze {card} {date/past}, please undo that
    the card I blocked turned up
    why is {card} still blocked, unblock it
    can I have {card} unlocked
    activate {card} again after I froze it
    how do I unfreeze a card
    get {card} out of the freezer
    I no longer need {card} frozen
    stop the hold on {card}
    please allow payments with {card} again
    restore {card}
    false alarm, my card is here, unfreeze it
    unlock card
    release {card}
    thaw {card}
    open {card} up again
    my card can be used again
    reverse the lock on {card}
    I'm back from holiday, switch {card} on
    found it under the sofa, please unblock {card}`,
    { weight: 0.9 },
  ),
  intent(
    'report_lost_card',
    `I('ve|) lost my card
    lost card
    my card (was|has been|got) stolen
    stolen card
    I (want|need|would like) to report (a|my) (lost|stolen|missing) card
    I can't find {card}, {reason}
    {card} is gone, {reason}
    report {card} (as |)(lost|stolen)
    someone (stole|took|nicked) (my card|my wallet|my purse|{card})
    my wallet (was stolen|is gone|got nicked) with {card} in it
    I've lost {card}
    {card} was stolen {date/past}
    I was robbed and they have {card}
    cancel {card}, {reason}
    help my card has been stolen
    I lost my purse {date/past}
    the cash machine kept my card
    an atm swallowed {card}
    my card is missing and I won't find it again
    I dropped my card somewhere {date/past}
    card lost, {reason}
    my bag got stolen, all my cards were in it
    please cancel the card, it's been stolen
    what do I do if my card is (lost|stolen)
    I think somebody pinched {card}
    block {card} for good, {reason}
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
    my card disappeared, {reason}
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
    replace {card}, {reason}
    my card (doesn't|does not) work (any more|in machines), {reason}
    the chip on {card} is (broken|damaged|not read)
    {card} expires soon, send me a new one
    my card has expired
    replacement card
    new card please, {reason}
    order card
    I changed my name and need a new card
    contactless on {card} is broken, can I swap it
    please issue a new card for {account}
    could I have another card
    reorder {card}
    the magnetic stripe is gone, I need a new card
    new debit card
    I'd like a different card design
    get me a substitute for {card}
    can you send another card to my address
    exchange my old card for a new one
    renew {card}
    card renewal
    shops refuse {card}, {reason}
    the terminal can't read my card, I need a replacement
    want a new card because {reason}
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
    I should have had my card by {date/noun}
    has {card} left yet
    my card must be lost in the post
    no sign of my card
    any update on my new card
    when do I get the card I ordered {date/past}
    expected delivery of my card?
    is my new debit card in the mail
    check where my card is
    you promised my card for {date/noun}
    where's the replacement for {card}
    my card was supposed to arrive {date/past}
    which day will my card come
    still haven't got the card I ordered
    could my card be held up
    card eta
    to which address did you send my card
    has the card been produced yet
    waiting on card since {date/noun}
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
    how much of my limit is left (today|this month|)
    remaining limit on {card}
    adjust limits for {card}
    make my contactless limit {amount}
    increase limit
    I'm buying a car, can my card limit go up to {amount}
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
