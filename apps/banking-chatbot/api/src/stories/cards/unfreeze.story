# A frozen card is unfrozen
as ben
> unfreeze my card please {unfreeze_card}
< confirm "7303"
> yes {affirm}
< answer "can be used again"
= card ben-debit active
