# Nothing to cancel
as chloe
> cancel my last transfer {cancel_transfer}
< refused "no transfer that could still be cancelled"
