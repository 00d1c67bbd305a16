# Everything is asked for
as ada
> I want to transfer money {make_transfer}
< ask [Cancel]
> [Tom](payee) {inform}
< ask
> [19.90](amount) {inform}
< confirm "€19.90" "Tom Okafor"
