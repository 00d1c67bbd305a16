# A payee who is there already
as ada
> add payee [Annie](payee) {add_payee}
< ask "IBAN of the new payee"
> cancel {cancel}
< answer "Nothing was changed"
= count payees 4
