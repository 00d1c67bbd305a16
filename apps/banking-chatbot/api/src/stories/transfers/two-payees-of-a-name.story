# Two payees called Anna
as ben confirmed
> send [10](amount) to [Anna](payee) {make_transfer}
< ask "1. Anna Bergmann" "2. Anna Schmidt" [Anna Schmidt]
> [the second one](ordinal) {select}
< confirm "Anna Schmidt"
