# Cancelling the second returns to the first
as ada
> send money to [Tom](payee) {make_transfer}
< ask
> top up my account {top_up}
< ask
> forget it {cancel}
< ask "Back to: Transfer money"
= active make_transfer collect
