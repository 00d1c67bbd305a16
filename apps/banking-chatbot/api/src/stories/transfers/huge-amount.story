# A huge amount
as ada
> send [999999999999999 euros](amount) to [Tom](payee) {make_transfer}
< ask "more than one order may move"
= balance ada-current 2500.00
