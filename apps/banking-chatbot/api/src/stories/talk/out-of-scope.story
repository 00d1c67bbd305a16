# Out of scope, then a person is offered and accepted
as nobody
> will it rain tomorrow? {out_of_scope}
< not_understood "nothing I can help with"
= failures 1
> who won the match? {out_of_scope}
< not_understood "bring in a person" [Talk to a person]
= failures 2
> yes {affirm}
< handed_off
= handed off
