# A currency that the bank does not have
as nobody
> rate for [yen](currency)? {exchange_rate}
< ask "EUR, USD, GBP"
