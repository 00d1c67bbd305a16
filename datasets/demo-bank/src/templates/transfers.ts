/** Money that moves: transfers, and whom they go to. */
import { intent } from './intent-templates.js';

export const transfers = [
  intent(
    'make_transfer',
    `(send|transfer|pay|wire) {amount/any} to {payee}
    send {payee} {amount}
    pay {payee} {amount} {date/future}
    (I want to|I'd like to|can I|I need to) (send|transfer) {amount} to {payee}
    (make|set up|do) a transfer
    transfer money
    send money to {payee}
    (I want to|I need to|let me) (send|transfer) (some |)money
    pay {payee}
    {amount} to {payee}(, please|)
    {amount} to {payee} from {source_account}
    transfer {amount} from {source_account} to {target_account}
    move {amount/any} (from {source_account} |)(into|to) {target_account}
    move money between my accounts
    put {amount/any} (in|into) {target_account}
    send {amount} from {source_account} to {payee} {date/future}
    pay {payee} {amount} (for|with the reference|reference) {reference}
    transfer {amount} to {payee}, reference {reference}
    send {payee/first} {amount} for {reference}
    I owe {payee} {amount}
    I have to pay {payee} (back |){amount}
    could you (please |)pay {payee} {amount} (out of|from) {source_account}
    would you mind sending {amount} to {payee}
    wire {amount} to {iban}
    send {amount} to {iban}
    transfer {amount/bare} to {payee}, iban {iban}
    pay {amount} into {iban} reference {reference}
    can you shift {amount} over to {target_account}
    bank transfer to {payee/full}
    transfer to {payee}
    new payment to {payee/company}
    make a payment of {amount} to {payee}
    schedule a (payment|transfer) of {amount} to {payee} {date/future}
    set up a standing order of {amount} to {payee}
    {payee} needs {amount} {date/future}
    give {payee} {amount}
    let's send {amount} to {payee}
    I'd like to pay {payee/company} their invoice of {amount}
    pay my bill (from|at) {payee/company}, {amount}
    {payee/first} lent me {amount}, I want to send it back
    transfer {amount} (across |)to {target_account} from {source_account} {date/future}
    top {target_account} up with {amount} from {source_account}
    save {amount} in {target_account}
    take {amount} out of {source_account} and send it to {payee}
    from {source_account} to {payee}, {amount}, {date/future}, for {reference}
    trf {amount} {payee}
    transfer {payee} {amount/bare}
    how do I send {amount} to {payee}
    I want to split {reference} with {payee}, my share is {amount}
    same amount to {payee} again
    send another {amount} to {payee}
    please remit {amount} to {payee/full} ({iban})
    pay {payee}'s invoice
    can I (send|make) a transfer (to someone abroad|abroad|)
    make a wire transfer
    I need {amount} moved from {source_account} into {target_account}
    {date/future} send {amount} to {payee}
    venmo {payee} {amount}
    ping {payee/first} {amount}
    {payee} {amount}, ref {reference}
    quickly pay {payee} {amount} before {date/future_noun}
    deposit {amount} to {payee}'s account
    {date/future} I want {amount} to go to {payee}
    send exactly {amount} over to {payee} from {source_account} for {reference}`,
    { weight: 2.6 },
  ),
  intent(
    'transfer_status',
    `where is my (transfer|payment|money)
    has my (transfer|payment) to {payee} (arrived|gone through|been sent)
    what's the status of my transfer (to {payee}|)
    did my transfer (of {amount} |)(to {payee} |)go through
    {payee} (hasn't|still hasn't|has not) received (my|the) (transfer|payment|money)
    transfer status
    status of the {amount} (transfer|payment) to {payee}
    the {amount} I sent {payee} {date/past} (didn't|never) (arrive|arrived)
    why is my transfer (still |)pending
    my transfer is stuck
    is my payment to {payee} still (pending|processing)
    did {payee} get my (money|payment|transfer)
    I sent {payee} {amount} {date/past}, where is it
    check on my transfer to {payee}
    track my (transfer|payment)
    can you see if the money reached {payee}
    transfer not received
    payment to {payee} not there yet
    it says pending for my transfer from {date/past_noun}
    when will {payee} get the money I sent (them|)
    why did my transfer (to {payee} |)fail
    my transfer was (declined|rejected)
    my payment to {payee} bounced
    was my payment to {payee} successful
    did it go out
    any news on my transfer
    I'd like to trace a payment to {payee}
    what happened to the payment I made {date/past}
    has {payee} been paid
    the recipient says nothing came
    confirm that the {amount} to {payee} left my account
    has the standing order to {payee} run {period}
    how far is my transfer
    my money transfer hasn't landed
    {payee} is asking where the money is
    look into my missing transfer
    is the payment from {date/past_noun} done
    why isn't {payee} paid yet
    transfer to {payee} - arrived?
    still waiting for my transfer to show up at {payee}'s
    the transfer I made {date/past} doesn't show
    what is taking my transfer so long
    update on payment to {payee/company}
    did the bank process my transfer`,
    { weight: 1.2 },
  ),
  intent(
    'cancel_transfer',
    `cancel my (transfer|payment) (to {payee}|)
    cancel the {amount} (transfer|payment) to {payee}
    (can I|I want to|I need to) (cancel|stop|recall) a (transfer|payment)
    stop the (payment|transfer) to {payee}
    I sent money to the wrong (person|account)
    I transferred {amount} to {payee} by mistake
    take back the transfer (I made {date/past}|to {payee}|)
    I want the {amount} I sent {payee} back
    wrong account number on my transfer, can it be stopped
    please recall the payment to {payee}
    undo my (last |)transfer
    reverse the transfer I (just |)made
    cancel the payment scheduled {date/future}
    delete the scheduled transfer to {payee}
    cancel my standing order (to {payee}|)
    I've made a mistake with a transfer
    I paid {payee} twice, cancel one
    oops, that transfer should not go out
    can the transfer to {payee} still be stopped
    how do I (cancel|recall) a transfer
    revoke the transfer of {amount}
    abort the transfer from {date/past_noun}
    I typed the wrong iban in my payment {date/past}
    don't send {payee} the money after all, it's already out
    get my money back from a transfer I sent {date/past}
    cancel payment
    cancel transfer {payee} {amount}
    pull back my payment of {amount} to {payee}
    the transfer I set up {date/past} must be cancelled
    please don't let the payment to {payee} go through
    I sent {amount} instead of less to {payee}, stop it
    payment to {payee/company} was an error
    hold the transfer to {payee}
    I accidentally sent money to {payee}
    withdraw my payment order to {payee}
    remove the upcoming payment to {payee}
    block the outgoing transfer to {payee}
    is there a way to get a sent transfer back
    scrap the transfer to {payee} {date/future}
    I regret the transfer to {payee}, can you undo it
    wrong amount transferred, cancel it please
    end the recurring payment to {payee}`,
  ),
  intent(
    'list_payees',
    `(show me|show|list) my payees
    who are my payees
    payees
    who can I (send|pay) money to
    (show|list) (my |)saved (recipients|beneficiaries|contacts)
    is {payee} (one of my payees|saved|on my list)
    do I have {payee} (saved |)as a payee
    my beneficiaries
    which people have I paid before
    payee list
    who have I got saved
    recipients list please
    open my payees
    whose details do you have stored for me
    can I see the people I send money to
    which accounts are saved for payments
    I'd like to look at my list of recipients
    have I already added {payee}
    what payees do I have
    see all beneficiaries
    do you know {payee}'s account (already|)
    who's on my payee list
    people I pay regularly
    display my contacts for payments
    what iban do you have for {payee}
    tell me the details saved for {payee}
    are there any payees set up
    list everybody I can pay
    names of my payees
    all saved payees please
    my address book
    show stored bank details of {payee}
    check whether {payee} is in my payees
    how many payees do I have
    look up {payee} in my payees
    give me an overview of my recipients
    existing payees
    who did I set up as recipients
    which companies have I saved as payees
    what are the names in my transfer list`,
    { weight: 0.8 },
  ),
  intent(
    'add_payee',
    `add (a|a new) payee
    add {payee} (as a payee|to my payees|to my list)
    (I want to|can I|I'd like to) (add|set up|save|create) (a|a new) (payee|recipient|beneficiary)
    new payee {payee} (with |)(iban |){iban}
    save {payee/full} with iban {iban}
    add {payee/full}, {iban}
    set up {payee/company} as a payee, iban {iban}
    how do I add someone (new |)to pay
    new recipient
    register {payee} as a beneficiary
    please store {payee}'s bank details
    {payee}'s iban is {iban}, please save it
    create a contact for {payee}
    put {payee} on my list of payees
    I need to pay somebody I haven't paid before
    add beneficiary
    save this account for {payee}: {iban}
    include {payee/company} in my payees
    here's a new payee: {payee/full}
    {payee} isn't in my list yet, add them
    remember {payee}'s account number for next time
    new beneficiary, name {payee/full}, account {iban}
    my landlord has a new account, {iban}, add it
    set up someone new
    I have a new person to send money to
    save recipient {payee}
    enter new payee details
    can you add {payee/full} so I can pay them later
    could we add another recipient
    keep {iban} as {payee}
    add payee {payee/company}
    I'd like {payee} saved for future payments
    payee to add: {payee/full} {iban}
    make {payee} a trusted payee
    add a new account to pay
    store a new iban
    update my payees with {payee}
    create new payee
    I want to be able to pay {payee}, please add them
    note down a new recipient called {payee/full}`,
  ),
];
