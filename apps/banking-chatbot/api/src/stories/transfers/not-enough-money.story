# More than there is
as chloe
> add payee [Lena Vogt](payee) with [DE89 3704 0044 0532 0130 00](iban) {add_payee}
< confirm "Lena Vogt" "DE89 3704 0044 0532 0130 00"
> yes {affirm}
< step_up
> $CODE {inform}
< answer "now among your payees" [Transfer money]
> send [100 euros](amount) to [Lena](payee) {make_transfer}
< ask "€42.17 can be spent"
> [20](amount) {inform}
< confirm "€20.00" "Lena Vogt"
= balance chloe-current 42.17
