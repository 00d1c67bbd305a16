# Somebody who is no payee
as ada
> send [5 euros](amount) to [Zoe](payee) {make_transfer}
< ask "I do not find Zoe"
> [Tom](payee) {inform}
< confirm "Tom Okafor" "€5.00"
