# Which card to freeze is asked
as ada
> freeze my card {freeze_card}
< ask "1. debit card ending in 4417" "2. credit card ending in 8820"
> [debit](card) {inform}
< answer "debit card ending in 4417" "frozen" [Unfreeze a card]
= card ada-debit frozen
