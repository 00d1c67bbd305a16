# A card is activated
as ben
> activate my new card {activate_card}
< confirm "5561"
> yes I have it {affirm}
< answer "is active"
= card ben-credit active
