# Money to another customer of the bank is there at once
as ada confirmed
> send [100 euros](amount) to [Ben](payee) {make_transfer}
< confirm "Ben Castellano"
> yes {affirm}
< answer "Ben Castellano has received €100.00"
= balance ada-current 2400.00
= balance ben-current 410.40
