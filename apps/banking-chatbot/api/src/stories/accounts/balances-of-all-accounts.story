# All balances, then one of the list
as ada
> what's my balance {check_balance}
< answer "Current account: €2,500.00" "Savings account: €8,200.00" "Dollar account: $640.00"
> and of [the second one](ordinal)? {select}
< answer "dollar account"
