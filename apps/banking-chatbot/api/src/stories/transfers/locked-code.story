# Three wrong codes
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< step_up
> $WRONG {inform}
< step_up "not the code"
> $WRONG {inform}
< step_up "not the code"
> $WRONG {inform}
< refused "Nothing was changed"
= active none
= balance ada-current 2500.00
