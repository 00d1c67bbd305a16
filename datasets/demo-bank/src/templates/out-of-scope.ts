/** A bank's business that this bank does not offer. */
import { intent, OUT_OF_SCOPE } from './intent-templates.js';

export const outOfScope = [
  intent(
    OUT_OF_SCOPE,
    `(can I|I want to|how do I) (get|apply for|take out) a (mortgage|loan|personal loan|car loan|student loan|home loan)
    what are your mortgage rates
    mortgage
    I need a loan (of {!amount}|for a car|to renovate my house|)
    how much can I borrow (to buy a house|for a car|)
    do you offer (life|car|home|travel|pet|health) insurance
    I want to insure my (car|house|phone|dog)
    file an insurance claim
    buy (bitcoin|ethereum|crypto|dogecoin)
    what's the price of (bitcoin|ethereum|gold|oil|silver)
    how do I (buy|sell) (shares|stocks|etfs|crypto|gold|bonds)
    which stocks should I buy
    invest {!amount} for me
    open a (brokerage|trading|pension|retirement) account
    how do I file my tax return
    is my income taxed
    can I deduct my home office from tax
    how much tax do I have to pay (this year|on my savings|)
    what's my credit score
    improve my credit score
    refinance my mortgage
    set up a pension
    how do I transfer my 401k
    what's the best way to invest {!amount}
    can you give me financial advice
    should I buy a house or rent
    lease a car through the bank
    buy now pay later
    I want to consolidate my debts
    debt advice
    can I rent a safe deposit box
    can I order travellers cheques
    do you sell gift cards
    buy premium bonds
    set up a trust fund
    write a will with you
    apply for a business loan
    extend my mortgage term
    how do I pay my council tax online
    pay my electricity meter
    get a credit card with air miles
    what's the dow jones doing
    is now a good time to buy dollars as an investment
    how high is inflation
    what will interest rates of the central bank do
    convert my house into equity
    insurance for my new phone
    am I covered if my luggage is lost
    redeem my reward points
    how many loyalty points do I have
    notarise a document
    order a chequebook
    venture capital for my startup
    issue a letter of credit
    can I short tesla
    dividend of my shares
    do you have a robo advisor
    stake my coins
    send bitcoin to my wallet
    set up direct deposit of my benefits with the job centre
    claim unemployment benefit
    remortgage
    loan calculator
    can I pause my loan repayments
    do you finance solar panels
    sell my car for me
    how do I register for VAT
    does the bank offer mobile phone insurance
    do you have student loans
    I want to borrow {!amount} (for a wedding|until next month|from the bank)
    fixed or variable mortgage, what is better
    what happens to my mortgage when rates fall
    (quote|price) for (home|car|travel) insurance
    my car was hit, how do I claim
    when is the tax (deadline|return due)
    do I owe inheritance tax
    help me with my tax declaration
    trade (forex|options|futures) with margin
    what's a good index fund
    how did the ftse close
    tesla share price
    is bitcoin going up
    which crypto wallet do you recommend
    mine some ethereum
    my pension statement
    when can I retire
    how much will my pension be
    can I cash a lottery ticket
    buy a lottery ticket
    donate my points to charity
    transfer my miles
    lounge access with my card
    do you have a concierge service
    exchange old coins from my grandfather
    value my coin collection
    appraise my jewellery
    rent an apartment through you
    find me a cheap energy supplier
    compare broadband deals
    help me draw up a budget for my company's payroll
    run payroll for my staff
    card reader for my shop
    how can my shop accept card payments
    invoice financing
    factoring for small companies
    crowdfund my project
    peer to peer lending
    guarantee for my tenancy deposit
    bankruptcy, what are the consequences
    how do I get out of debt collection
    somebody owes me money and won't pay, can I sue
    what is the minimum wage
    negotiate my salary
    how does a blockchain work
    explain compound annual growth rate
    what is quantitative easing
    who is the head of the central bank
    what's the balance on my electricity prepayment meter
    check my balance at another bank
    cancel my netflix
    renew my passport
    pay a parking ticket from the council
    top up my phone with credit
    top up my travel pass
    activate my sim card
    freeze my gym membership`,
    { weight: 2.4, scope: 'in_domain' },
  ),
];
