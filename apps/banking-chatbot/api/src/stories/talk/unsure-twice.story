# Unsure twice: no second question, but a person
as ada
> hm the thing {freeze_card 0.4 | check_balance 0.35}
< clarify
> the other thing {top_up 0.3 | card_limits 0.3}
< not_understood "bring in a person" [Talk to a person]
