# A planned transfer is cancelled
as ada
> cancel the transfer to [Tom](payee) {cancel_transfer}
< confirm "€120.00 to Tom Okafor"
> yes {affirm}
< answer "is cancelled"
+ 10080 minutes
= due
= balance ada-current 2500.00
