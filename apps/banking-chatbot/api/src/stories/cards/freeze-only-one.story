# The only card that can be frozen
as chloe
> freeze my card {freeze_card}
< answer "1290"
= card chloe-debit frozen
