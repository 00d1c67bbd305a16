# No, to somebody else
as ada
> send [40 euros](amount) to [Anna](payee) {make_transfer}
< confirm "Anna Bergmann"
> no, to [Tom](payee) {deny}
< confirm "Tom Okafor" "€40.00"
