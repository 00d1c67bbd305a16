# The cards, and one of them by its place
as ada
> which cards do I have {list_cards}
< answer "2 cards" "Debit card ending in 4417: active" "Credit card ending in 8820"
> freeze [the second one](ordinal) {freeze_card}
< answer "credit card ending in 8820" "frozen"
= card ada-credit frozen
