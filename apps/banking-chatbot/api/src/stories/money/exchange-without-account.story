# No account in the currency
as ben
> change [50 euros](amount) to [dollars](currency) {exchange_money}
< refused "no account in that currency"
