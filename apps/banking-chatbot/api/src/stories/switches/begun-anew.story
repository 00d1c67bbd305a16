# The same task begun anew
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> send [20 euros](amount) to [Tom](payee) {make_transfer}
< confirm "€20.00" "Tom Okafor"
= interrupted none
