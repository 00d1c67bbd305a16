/** Questions about cards, security, accounts and the bank itself. */
import { intent } from './intent-templates.js';

export const questionsService = [
  intent(
    'ask_card_delivery',
    `how long does (a|a new|the) card take (to arrive|)
    how long does (card |)delivery take
    how (quickly|fast|soon) (can|do) I get a (new |)card
    do you deliver cards (abroad|to other countries|on Saturdays|to a PO box)
    can I (choose|pick) the delivery (day|date|address)
    is there express delivery for cards
    card delivery time
    how are cards sent
    can I get a card faster
    what's the delivery time for a replacement card
    can my card be sent to another address
    do I have to sign for the card
    how many days until a card arrives
    when do new cards usually come
    do you ship cards to (Spain|the US|my office|a hotel)
    will the card come by post or courier
    can I collect a card from a branch
    is the pin sent with the card
    how long should I wait for a new card
    delivery options for cards
    how long until I get a replacement
    to where can you send cards
    usual waiting time for a card
    is delivery of the card free
    what does the envelope with the card look like
    do cards fit through the letterbox
    can you send a card overseas
    are cards tracked in the post
    which courier do you use for cards
    is the card delivered on weekends
    how does card delivery work
    express card possible?
    what if I'm not at home when the card comes
    do you deliver on a certain day
    how much time does it take to make and send a card
    can I order a card to be delivered {date/future}
    estimate for card delivery in general
    how soon after ordering is a card posted
    what's the fastest way to get a card
    postal time for new cards`,
    { weight: 0.9 },
  ),
  intent(
    'ask_card_use_abroad',
    `can I use my card abroad
    does my card work in (Japan|the US|Turkey|Brazil|other countries|Switzerland|Kenya)
    can I (pay|withdraw cash) (abroad|in another country|overseas)
    is there a fee for using my card abroad
    do I need to tell you (that I'm travelling|before I travel)
    I'm going to (Spain|Thailand|Canada|Morocco|New York) {date/future}, will my card work
    will {card} work (abroad|in other countries|when I travel)
    using card abroad
    travelling (soon|next week), what do I need to know about my card
    how do I pay in {currency/name} with {card}
    in which countries can I use {card}
    should I pay in euros or in local currency abroad
    card abroad?
    are there charges for paying in {currency/name}
    is my card accepted everywhere
    where is my card accepted
    can I withdraw {currency/name} from an atm with {card}
    does the card work outside Europe
    travel notice
    let you know I'm on holiday?
    is it better to use cash or card on holiday
    I'll be in (Vietnam|Norway|Mexico|Egypt), can I pay by card
    does {card} work at foreign cash machines
    which networks does my card use overseas
    can I book a rental car abroad with {card}
    foreign atm with {card}
    what happens when I pay in a foreign shop
    can I shop on foreign websites with my card
    do you block cards used abroad
    is contactless possible abroad
    what exchange rate is used when I pay with card on holiday
    will I be charged extra in the States
    tips for using my card on holiday
    is {card} good for travelling
    can I use the card on a cruise ship
    which card is best for travel
    do foreign shops take larkspur cards
    does my debit card function overseas
    pay with card in London, any fees?
    going abroad with my card`,
    { weight: 0.9 },
  ),
  intent(
    'ask_disputes',
    `how (do|does) (disputes|a dispute|chargebacks|a chargeback) work
    how long does a dispute take
    what is a chargeback
    how do I dispute a (payment|transaction|charge)
    when do I get my money back after a dispute
    will I get my money back if I was defrauded
    what do I need for a dispute
    what proof do you need to dispute a payment
    dispute process
    how long do I have to dispute a payment
    what happens after I report a payment
    am I liable for fraudulent payments
    who pays if my card is misused
    what are my rights if a shop doesn't deliver
    can a chargeback be refused
    time limit for disputes
    how do you investigate fraud
    is my money covered against fraud
    what can I do when a shop won't refund me
    do I have to talk to the shop first
    what if the merchant disagrees
    do I need a police report for a dispute
    how are disputed payments handled
    explain the chargeback procedure
    can I dispute a pending payment
    can I cancel a dispute
    is there a fee for a dispute
    what counts as fraud
    how much do I lose when my card is stolen and used
    refund rules
    which payments can be disputed
    how will I hear about the outcome of a dispute
    what's your policy on unauthorised payments
    steps for contesting a payment
    can old payments be disputed
    do you refund victims of scams
    how do refunds work
    how long do refunds from shops take
    what documents for a chargeback
    do I get a temporary credit during a dispute`,
    { weight: 0.9 },
  ),
  intent(
    'ask_security',
    `is my money safe (with you|here|)
    how do I (keep|make) my account (safe|secure)
    I got a (strange|weird|suspicious) (email|text|call|message) from you
    is this (email|text|call) really from you
    somebody called and asked for my (pin|password|code)
    do you ever ask for my (password|pin)
    what is two factor authentication
    how do I (change|reset) my password
    I forgot my password
    why do I have to verify my identity
    how do I verify my identity
    which documents do you need to check who I am
    are deposits guaranteed
    is larkspur insured
    what happens to my money if the bank fails
    how do you protect my data
    what is phishing
    I clicked on a link in a fake message
    my phone was stolen, is my account safe
    I think my account was hacked
    how do I log out everywhere
    someone knows my password
    can I use fingerprint or face id
    security tips
    how is my data used
    who can see my transactions
    privacy policy?
    is online banking secure
    why do you need my phone number
    I don't get the security code
    how do I set up the authenticator app
    change my security question
    do you share my data with others
    is it safe to give people my iban
    is it secure to save my card in shops
    how do I spot a scam
    are you a licensed bank
    how do I know this chat is secure
    can I trust a text that says my account is locked
    new phone, how do I log in
    forgot login
    suspicious login
    what should I do if I told someone my code`,
    { weight: 1.1 },
  ),
  intent(
    'ask_open_account',
    `how do I open an account
    (I want to|can I|I'd like to) open (an|a new|another|a savings|a joint|a current) account
    open account
    what do I need to open an account
    can my (wife|son|partner|child|friend) (get|open) an account
    how old do I have to be (to open an account|)
    do you have accounts for (children|students|businesses|couples)
    can I have two accounts
    how long does it take to open an account
    can I open an account without an address
    I'd like to become a customer
    joint account possible?
    what kinds of account do you offer
    can foreigners open an account
    which account is right for me
    opening a savings account
    documents for a new account
    can I switch to larkspur from another bank
    how does switching banks work
    requirements for an account
    is there an age limit
    minimum deposit to open an account
    start a second account
    add a savings pot
    sign up
    do I need a passport to join
    how can my daughter open a student account
    can I open an account online
    set up a joint account with my partner
    I just moved here, can I get an account
    do you check my credit before opening an account
    new account please
    do you offer business accounts
    open a {currency/name} account for me
    can I add a second person to my account
    how do I register as a new customer
    is it possible to bank with you if I live abroad
    what's the difference between your accounts
    account for my kid
    apply for an account`,
    { weight: 0.9 },
  ),
  intent(
    'ask_close_account',
    `(how do I|I want to|can I|I'd like to) close (my account|{account})
    close account
    please (close|delete|terminate) {account}
    I want to leave (the bank|larkspur|you)
    cancel my account
    how can I delete my account
    what happens to my money when I close {account}
    is there a fee for closing an account
    I'm switching to another bank
    end my contract with you
    shut down {account}
    I don't need {account} any more
    account closure
    how long does closing an account take
    what do I have to do to close an account
    get rid of {account}
    can I reopen an account after closing it
    I no longer want to bank with you
    terminate my account please
    my father died, how do we close his account
    remove my account
    delete my profile and data
    I want to cancel my membership
    stop being a customer
    how to shut my account
    where do I send the notice to close my account
    notice period for closing
    do I have to empty {account} before I close it
    close {account} and send the rest to {payee}
    quit larkspur
    I wish to end our business relationship
    may I close only {account}
    deactivate my whole account
    wind up {account}
    I've had enough, close my account
    can you close {account} today
    unsubscribe from the bank
    give up my account
    closing my account, what now
    I'd like my account closed by {date/noun}`,
    { weight: 0.9 },
  ),
  intent(
    'ask_opening_hours',
    `what are your (opening hours|hours|opening times)
    when (are you|is the bank|is support|is the hotline) open
    are you open (on Sundays|on Saturdays|today|tomorrow|at the weekend|on bank holidays)
    opening hours
    when do you (open|close)
    is there (a branch|an office) (near me|in my town|in Leeds|in Dublin)
    where is your (branch|nearest branch|office)
    do you have branches
    how can I (reach|contact|call) you
    what's your phone number
    until when can I call (you|)
    what time does the branch (open|close)
    hours?
    customer service hours
    are you available (at night|24/7|in the evening)
    can I visit you in person
    address of the bank
    can I come in tomorrow morning
    your email address
    how late are you open {date/future}
    branch locations
    are you closed over Christmas
    from what time is someone there
    support phone number
    where can I find you
    is anyone working on {date/noun}
    do I need an appointment at the branch
    how do I get hold of the bank by phone
    time of opening?
    are you open during the holidays
    closest branch
    contact details
    what days are you open
    lunch break hours
    which number do I ring for help
    where is the head office
    do you open at nine
    is the chat available all day
    when can I talk to you on the phone
    weekend hours`,
    { weight: 0.9 },
  ),
];
