# Markup is no name
as ada confirmed
> add payee [<b>Lena</b> {x}](payee) [DE89 3704 0044 0532 0130 00](iban) {add_payee}
< confirm "<b>Lena</b> {x}"
> yes {affirm}
< refused "2 to 70 letters"
= count payees 4
