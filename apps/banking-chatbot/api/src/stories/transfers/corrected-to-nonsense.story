# A correction that is no amount is asked for again
as ada
> send [40 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> make it [-20](amount) {correct}
< ask "more than zero"
> [20](amount) {inform}
< confirm "€20.00"
