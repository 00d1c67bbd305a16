# The IBAN of a known payee, and one with a wrong digit
as ada
> send [5](amount) to [DE89 3704 0044 0532 0130 01](iban) {make_transfer}
< ask "IBAN is not valid"
= active make_transfer collect
