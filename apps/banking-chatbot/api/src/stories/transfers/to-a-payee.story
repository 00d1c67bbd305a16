# A transfer to a known payee, confirmed and with a code
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm "€50.00" "current account" "Anna Bergmann" [Yes] [No]
= balance ada-current 2500.00
> yes {affirm}
< step_up "six digits"
= balance ada-current 2500.00
> $CODE {inform}
< answer "€50.00 is on its way to Anna Bergmann" "11 March 2026" "€2,450.00"
= balance ada-current 2450.00
