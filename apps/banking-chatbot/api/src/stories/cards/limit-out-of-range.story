# A card limit that is too low
as chloe
> set my card limit to [10](amount) {card_limits}
< confirm "€10.00"
> yes {affirm}
< refused "from €50.00 to €5,000.00"
