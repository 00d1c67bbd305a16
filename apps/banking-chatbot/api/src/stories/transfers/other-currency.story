# Dollars go from the dollar account
as ada confirmed
> send [20 dollars](amount) to [Anna](payee) {make_transfer}
< confirm "$20.00 from your dollar account"
