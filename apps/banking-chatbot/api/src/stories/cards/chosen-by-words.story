# A card of the list is chosen by its words
as ada
> which cards do I have {list_cards}
< answer "2 cards"
> the credit one {select}
< answer "That is: credit card ending in 8820" [Freeze a card]
> freeze it {freeze_card}
< answer "8820" "frozen"
= card ada-credit frozen
= card ada-debit active
