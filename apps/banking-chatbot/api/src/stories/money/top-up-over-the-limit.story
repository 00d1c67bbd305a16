# A top-up over the limit
as chloe
> top up [9000](amount) {top_up}
< confirm
> yes {affirm}
< refused "€5,000.00 at most"
= balance chloe-current 42.17
