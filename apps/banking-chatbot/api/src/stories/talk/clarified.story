# When unsure, one question with two buttons
as ada
> my card thing {freeze_card 0.4 | ask_card_delivery 0.35}
< clarify [Freeze a card] [Card delivery]
> Card delivery {out_of_scope}
< answer "Source: Card delivery"
= failures 0
