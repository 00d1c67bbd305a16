# The balance of one account
as ada
> how much is on my [savings account](account)? {check_balance}
< answer "€8,200.00" not "€2,500.00"
= active none
