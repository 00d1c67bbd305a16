# A card limit is shown and changed
as chloe
> what is my card limit {card_limits}
< answer "€1,000.00"
> set it to [300 euros](amount) {card_limits}
< confirm "€300.00"
> yes {affirm}
< answer "is now €300.00"
