# A transfer is corrected before it is confirmed
as ada
> send [40 euros](amount) to [Anna](payee) {make_transfer}
< confirm "€40.00"
> no, 50 {correct}
< confirm "€50.00" "Anna Bergmann"
= balance ada-current 2500.00
