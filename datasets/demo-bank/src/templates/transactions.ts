/** What happened on the accounts, and what is wrong with it. */
import { intent } from './intent-templates.js';

export const transactions = [
  intent(
    'list_transactions',
    `(show me|list|show) my (last|latest|recent) (transactions|payments)
    transactions ({period}|{date/past})
    what (went|has gone) out of {account} ({period}|{date/past})
    recent transactions
    my transactions ({period}|{date/past}) (please|)
    (show|list|find) (all |)(my |the |)payments to {merchant}
    what did I buy {date/past}
    did {merchant} charge me {period}
    have I been paid (yet|)
    has my (salary|wage|pay) (arrived|come in|landed)
    did (the|a) (payment|money|transfer) from {payee} (arrive|come in|get here)
    what was that {amount/price} (payment|charge|purchase) {date/past}
    {category} transactions {period}
    all my {category} payments {period}
    what did I spend money on {date/past}
    show me everything over {amount} {period}
    payments (above|over|under|below|of more than) {amount}
    when did I (last |)pay {merchant}
    when did I last send money to {payee}
    I'd like to see what I bought at {merchant}
    transaction history (of|for) {account}
    account activity {period}
    what's happened on {account} ({period}|{date/past})
    incoming payments {period}
    who (sent|paid) me {amount} {date/past}
    (find|search for) the {amount/price} (payment|transaction) (to|at) {merchant}
    look up my purchases at {merchant} {period}
    what are the last five things I bought
    history?
    last transaction
    did my rent go out {period}
    did the direct debit (to|for) {merchant} go through
    any payments to {merchant} {period}
    list what I paid with {card} {period}
    card payments {period}
    show deposits {period}
    scroll back to {period/noun}
    was there a refund from {merchant} (yet|)
    has {merchant} refunded me
    pending transactions
    what's pending on {account}
    can I see (all |)my {category} purchases {period}
    pull up my activity {period}
    statement lines with {merchant}
    latest activity on {card}
    everything I spent with {merchant} {period}
    which payments left {account} {date/past}
    go through my payments {period} one by one
    I want to look at old payments, {period}`,
    { weight: 1.6 },
  ),
  intent(
    'order_statement',
    `I need a (bank |)statement (for|of) {account}
    (send|email) me (a|my) statement {period}
    statement for {period/noun} (please|)
    bank statement {period/noun}
    can I get a pdf (statement|of my statement) (for {period/noun}|)
    download my statements
    how do I get a copy of my statement
    order a paper statement
    I'd like statements {period} for my accountant
    please (post|mail) me my {account} statement
    my landlord wants (to see |)three months of statements
    statement
    statements {account}
    get me the {period/noun} statement
    where do I find my statements
    could you generate a statement covering {period/noun}
    proof of (income|account|balance) for {account}
    I need an official document with my transactions {period}
    the tax office wants a statement {period}
    give me the statement of {account} {period}
    can you print my statement
    export my transactions {period} (as|to) (csv|pdf|excel)
    I need a letter that shows (my account|I bank with you)
    account statement needed for a visa (application|)
    resend my (last|latest) statement
    I never got my statement {period}
    send statement
    monthly statement please, {period/noun}
    the statement for {account} ending {date/past_noun}
    request a statement {period}
    I want my yearly statement
    for a mortgage broker I need my statements {period}
    make a statement of {account}
    issue a stamped statement {period}
    statement of account {period/noun}
    can I have paperless statements
    e-statement for {account}
    fetch my statement (from|for) {period/noun}
    a copy of the {period/noun} statement would be great
    get statement pdf
    interest statement {period/noun}
    end of year statement`,
  ),
  intent(
    'dispute_transaction',
    `I (don't|do not) recognise (a|this|the) (payment|charge|transaction) (of {amount/price}|to {merchant}|from {merchant}|)
    there's a (payment|charge) (to|from) {merchant} (that |)I didn't make
    {merchant} charged me twice
    I was charged twice (by|at) {merchant} {date/past}
    I want to dispute (a|the|that) (payment|transaction|charge) (of {amount/price}|at {merchant}|)
    dispute a charge
    dispute {amount/price} {merchant}
    {merchant} took {amount/price} (without my permission|but the price was less)
    who is {merchant} and why did they take {amount/price}
    what's this {amount/price} from {merchant}, {reason/dispute}
    that {amount/price} payment {date/past} wasn't me
    someone (used|has used) {card} (online|abroad|in a shop|) without my permission
    I've been scammed by {merchant}
    fraud on {card}
    there is (fraud|a fraudulent payment) on {account}
    I want my money back from {merchant}, {reason/dispute}
    I'd like a chargeback (for|on) {merchant}
    chargeback please
    the cash machine gave me less than {amount/cash}
    the atm didn't (give|pay) out {amount/cash} but you took it
    wrong amount taken at {merchant}
    {merchant} overcharged me
    I (cancelled|returned) my order (at|with) {merchant} but got no refund
    a stranger has paid with my money
    unknown transaction {date/past}
    report a (wrong|suspicious|unauthorised) (payment|transaction)
    strange payment on my account
    I need to report {amount/price} at {merchant}, {reason/dispute}
    please reverse the payment to {merchant}
    can you (refund|reverse) the {amount/price} charge
    I see a payment I know nothing about
    the goods from {merchant} never came, I want to claim
    this isn't mine: {merchant} {amount/price}
    why does {merchant} keep charging me, {reason/dispute}
    (raise|open|start|file) a dispute (about {merchant}|)
    {merchant} {amount/price} {date/past}, {reason/dispute}
    there's something fishy with a payment {date/past}
    my statement shows {amount/price} at {merchant} and {reason/dispute}
    contest the charge (from {merchant}|)
    I think my card was cloned
    money was taken out in {amount/cash} withdrawals that I never made
    double payment at {merchant}
    not my purchase!
    I have never shopped at {merchant}
    the payment from {date/past_noun} is wrong, {reason/dispute}
    unauthorised charge by {merchant}
    I have a complaint about a charge of {amount/price}, {reason/dispute}`,
    { weight: 1.2 },
  ),
];
