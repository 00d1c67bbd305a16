# A transfer that is on its way comes back
as ada confirmed
> send [70 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< answer "on its way"
= balance ada-current 2430.00
> cancel my transfer to [Anna](payee) {cancel_transfer}
< confirm "€70.00 to Anna Bergmann"
> yes {affirm}
< answer "€70.00 is back on your account"
= balance ada-current 2500.00
