# A code that came too late
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< step_up
+ 6 minutes
> $CODE {inform}
< step_up "sent a new one"
> $CODE {inform}
< answer "on its way"
