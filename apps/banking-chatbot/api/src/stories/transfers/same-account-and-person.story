# The same person again
as ada confirmed
> send [10 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< answer "on its way"
> send [her](payee) [the same amount](amount) again {make_transfer}
< confirm "€10.00" "Anna Bergmann"
