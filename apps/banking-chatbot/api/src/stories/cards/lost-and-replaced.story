# A lost card is blocked, and replaced by the button
as ada
> I lost my [credit card](card) {report_lost_card}
< confirm "8820" "for good"
> yes {affirm}
< answer "is blocked" [Replace a card]
= card ada-credit blocked
> Replace a card {out_of_scope}
< confirm "8820"
> yes {affirm}
< answer "A new card ending in" "17 March 2026"
= card ada-credit closed
