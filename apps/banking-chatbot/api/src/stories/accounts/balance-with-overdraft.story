# A balance with an overdraft
as ben
> balance please {check_balance}
< answer "€310.40" "€810.40 can be spent"
