# A top-up
as chloe
> top up [25 euros](amount) {top_up}
< confirm "€25.00" "current account"
> yes {affirm}
< answer "€25.00 was added" "€67.17"
= balance chloe-current 67.17
