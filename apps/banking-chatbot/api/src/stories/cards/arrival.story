# When a card arrives
as ben
> when does my new card come? {card_arrival}
< answer "credit card ending in 5561" "12 March 2026" [Activate a card]
