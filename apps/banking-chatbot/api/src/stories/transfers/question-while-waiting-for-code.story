# Something else while a code is waited for
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< step_up
> how long do transfers take {ask_transfer_time}
< step_up "Source: How long transfers take" "six digits"
> $CODE {inform}
< answer "on its way"
