# A card that is not theirs
as ada
> freeze [the card ending in 7303](card) {freeze_card}
< ask "do not find that card"
= card ben-debit frozen
