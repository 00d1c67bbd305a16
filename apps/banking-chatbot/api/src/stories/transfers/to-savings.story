# From one account to the other
as ada confirmed
> move [300](amount) from my [current account](source_account) to [savings](target_account) {make_transfer}
< confirm "€300.00" "from your current account to savings account"
> yes {affirm}
< answer "received"
= balance ada-savings 8500.00
