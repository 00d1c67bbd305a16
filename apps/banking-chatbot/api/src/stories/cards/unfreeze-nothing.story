# Nothing is frozen
as ada
> unfreeze my card {unfreeze_card}
< refused "None of your cards needs that"
