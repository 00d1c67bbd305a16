/** Questions about accounts and the bank itself. */
import { intent } from './intent-templates.js';

export const questionsBank = [
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
    I'd like my account closed by {date/future_noun}`,
    { weight: 0.9 },
  ),
  intent(
    'ask_opening_hours',
    `what are your (opening hours|hours|opening times)
    when (are you|is the bank|is support|is the hotline) open
    are you open (on Sundays|on Saturdays|{date/future}|at the weekend|on bank holidays)
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
    can I come in {date/future}
    your email address
    how late are you open {date/future}
    branch locations
    are you closed over Christmas
    from what time is someone there
    support phone number
    where can I find you
    is anyone working {date/future}
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
