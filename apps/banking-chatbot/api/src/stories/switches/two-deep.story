# Interrupted twice, back twice
as ada
> send money to [Tom](payee) {make_transfer}
< ask
> order a statement for my [savings account](account) {order_statement}
< ask "which month"
= interrupted make_transfer
> freeze my [debit card](card) {freeze_card}
< ask "4417" "Back to: Order a statement" "which month"
> [last month](period) {inform}
< ask "February 2026" "Back to: Transfer money"
> [10](amount) {inform}
< confirm "Tom Okafor"
= interrupted none
