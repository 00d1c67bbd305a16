/** Questions about cards, disputes and security. */
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
    does {card} function overseas
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
];
