/** Questions about payments and what they cost: answered by the bank's pages, not by the ledger. */
import { intent } from './intent-templates.js';

export const questionsMoney = [
  intent(
    'ask_fees',
    `what are your fees
    (how much|what) do you charge for (a transfer|transfers|cash withdrawals|an account|using my card|a replacement card)
    is there a (fee|charge) for (transfers|withdrawing cash|topping up|using my card|exchanging money|a new card)
    do you charge (for|anything for) (international transfers|withdrawals|foreign payments|closing an account)
    is the account free
    fees?
    what does the account cost (per month|a month|)
    price list
    how much is the monthly fee
    are transfers free
    what does it cost to (send money abroad|take out cash|order a card|get a new card)
    any hidden (costs|charges|fees)
    do I have to pay for (a replacement card|my statements|the account)
    are there costs for (atm use|transfers|express transfers)
    how expensive is a transfer to another country
    list of charges
    will I be charged for (taking out money|a transfer|exchanging currency)
    can I withdraw cash for free
    what's the commission on (exchange|transfers)
    fee for cash withdrawal
    which things cost money at larkspur
    do I pay anything when I get money from abroad
    why was I charged a fee
    what is this monthly charge
    how much is an urgent payment
    tell me about your pricing
    your tariff
    is it free to hold {currency/name}
    what fees come with {card}
    how can I avoid the monthly fee
    where do I find your fees
    cost of card replacement
    charges for sending {currency/name}
    does the bank take a cut
    is using my card at a cash machine free of charge
    do students pay a fee
    account maintenance fee
    what will a transfer of {amount} cost me
    anything to pay for a second card?
    do you take a percentage when I change money`,
  ),
  intent(
    'ask_top_up',
    `how (can|do) I top up (my account|)
    how does topping up work
    which (cards|ways) can I top up with
    can I top up (by|with|using) (card|bank transfer|cash|apple pay|google pay|cheque)
    how long does a top up take
    is there a (limit|minimum|maximum) for top ups
    what are the ways to add money
    can I pay in (cash|cheques|a cheque)
    do you accept (cheques|cash|foreign cards) for top ups
    where can I deposit cash
    why was my top up (declined|rejected|reverted)
    why hasn't my top up arrived
    how do automatic top ups work
    can somebody else top up my account
    minimum top up
    ways to put money in
    is it possible to pay in at the post office
    does topping up work with a credit card
    what is a top up
    how soon can I use money I top up
    can I fund my account from another bank
    top up options
    how do I pay in coins
    explain how to add money to an account
    can I load money from a foreign card
    is topping up by transfer quicker than by card
    do you take american cards for adding money
    what happens if a top up fails
    which payment methods do you accept to fund the account
    how to deposit a cheque
    can a friend top me up
    are top ups instant
    when does money I add show up
    how often can I top up in a day
    where do I find the top up button
    can I top up in {currency/name}
    top up methods
    do top ups need to be verified
    how can I get cash into my account
    what's the most I can top up`,
    { weight: 0.9 },
  ),
  intent(
    'ask_transfer_time',
    `how long (does|do|will) (a transfer|transfers|a payment|it) take
    how long does a transfer to (another bank|another country|a friend|the US|Poland) take
    when (does|will) a transfer arrive
    are transfers instant
    how (fast|quick) are (your |)transfers
    transfer time
    do transfers go out (at|on) weekends
    if I send money now, when does it arrive
    if I send it {date/future}, when is it there
    how many days for an international transfer
    what's the cut-off time for payments
    how long until the money is there
    how long do {currency/name} transfers take
    do you offer instant payments
    until what time can I send a same day payment
    duration of a transfer
    is a transfer the same day
    how long for the recipient to get the money
    when is a payment made on Sunday processed
    do bank holidays delay transfers
    usual time for transfers abroad
    how quickly does money move between my own accounts
    what's the processing time for payments
    can a transfer be there within the hour
    how soon will somebody get the money I send
    do payments arrive overnight
    working days for sepa transfer?
    will a transfer sent at night arrive in the morning
    what takes transfers so long in general
    speed of transfers
    is there an express transfer
    how much time should I allow for a payment to arrive
    when do standing orders go out
    how long does it take for incoming money to show
    what time of day are payments made
    does it take longer to send money to a new payee
    how long is a swift payment under way
    normal transfer duration
    same day transfer possible?
    when would {amount} sent now get there`,
    { weight: 0.9 },
  ),
  intent(
    'ask_limits',
    `what's the (maximum|most) I can (transfer|send) (in a day|at once|)
    is there a limit (on|for) (transfers|withdrawals|payments)
    what are the limits
    transfer limit
    how much (can|may) I (transfer|send|withdraw) (a day|per day|at once|)
    how much cash can I take out per day
    what limits (apply|are there) (to my account|)
    maximum transfer amount
    can I send {amount} in one go
    daily limit for transfers
    are there any limits I should know
    how do limits work
    do you have a minimum amount for transfers
    is there a cap on payments
    what's the largest payment you allow
    why is there a limit on transfers
    how can I raise my transfer limit
    atm limit?
    weekly limits
    can I withdraw {amount/cash} at once
    is {amount} too much for a single transfer
    what's the highest amount per transaction
    rules about maximum amounts
    how large can a bank transfer be
    account limits
    how often can I withdraw cash in a day
    is there a maximum balance
    limit on contactless payments
    without a pin, how much can one pay contactless
    do limits reset at midnight
    when does my daily limit reset
    how many transfers may I make per day
    what happens when I go over the limit
    how much money can I keep in the account
    are limits the same for everyone
    limits for new customers
    single payment limit
    is there a limit on money coming in
    upper limit for online payments in general
    tell me about your limits`,
    { weight: 0.9 },
  ),
];
