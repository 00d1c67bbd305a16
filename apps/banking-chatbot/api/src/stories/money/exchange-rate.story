# A rate, before signing in
as nobody
> what is the rate for [dollars](currency)? {exchange_rate}
< answer "€100.00 is worth $" "simulated"
