# Over the limit of one transfer
as ada
> transfer [6000 euros](amount) from [savings](source_account) to [Tom](payee) {make_transfer}
< ask "€5,000.00 at most"
= balance ada-savings 8200.00
