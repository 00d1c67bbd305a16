# A broken card is replaced
as chloe
> my card is [broken](reason), I need a new one {replace_card}
< confirm "1290" "stops working"
> yes {affirm}
< answer "17 March 2026"
> when will it arrive {card_arrival}
< answer "17 March 2026"
