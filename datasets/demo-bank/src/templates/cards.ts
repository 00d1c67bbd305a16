/** Cards: what there are, and whether they may be used. */
import { intent } from './intent-templates.js';

export const cards = [
  intent(
    'list_cards',
    `(show me|show|list) my cards
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
    I got my new card ({date/past}|), please activate it
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
    I'd like to activate {card} that came {date/past}
    can't pay with the new card, it's not active yet
    link my new card
    begin using the card that arrived {date/past}
    do I have to activate {card} first
    activate card now
    please bring {card} into service
    confirm that I received {card} and activate
    make {card} active
    how is a new card activated
    {card} needs to be activated
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
    my kid has {card}, block it
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
    freeze {card/short}
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
];
