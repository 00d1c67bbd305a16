# Help in the middle of a form
as ada
> send money {make_transfer}
< ask
> help {help}
< ask "We are at: Transfer money"
= active make_transfer collect
