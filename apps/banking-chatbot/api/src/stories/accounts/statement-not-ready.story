# The statement of a month that is not over
as chloe
> send me the statement for [this month](period) {order_statement}
< refused "not over"
= count statements 0
