# A transfer is interrupted by a question about the balance, and goes on
as ada
> send money to [Tom](payee) {make_transfer}
< ask
> wait, what is on my [current account](account)? {check_balance}
< ask "€2,500.00" "Back to: Transfer money"
> [75](amount) {inform}
< confirm "€75.00" "Tom Okafor"
