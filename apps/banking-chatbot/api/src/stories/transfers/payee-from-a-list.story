# The second payee of the list
as ada
> who are my payees {list_payees}
< answer "4 payees" "Anna Bergmann"
> send [15 euros](amount) to [the second one](ordinal) {make_transfer}
< confirm "Ben Castellano" "€15.00"
