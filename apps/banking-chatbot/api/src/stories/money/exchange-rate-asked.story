# A rate, with the currency asked for
as nobody
> exchange rate please {exchange_rate}
< ask "Which currency"
> pounds {inform}
< answer "£"
