# A wrong code, then the right one
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< step_up
> $WRONG {inform}
< step_up "not the code" [Send a new code]
= balance ada-current 2500.00
> $CODE {inform}
< answer "on its way"
= balance ada-current 2450.00
