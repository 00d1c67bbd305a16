# A payee, step by step
as ada
> add a new payee {add_payee}
< ask "name of the new payee"
> Lena Vogt {inform}
< ask "IBAN of the new payee"
> DE89 3704 0044 0532 0130 01 {inform}
< ask "not valid"
> DE89 3704 0044 0532 0130 00 {inform}
< confirm "Lena Vogt"
> yes {affirm}
< step_up
> the code is $CODE {inform}
< answer "Lena Vogt is now among your payees"
= count payees 5
