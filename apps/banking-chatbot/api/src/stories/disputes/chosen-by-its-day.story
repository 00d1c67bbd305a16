# One of several payments is chosen by what tells it from the others
as ada
> dispute a payment at [Streambox](merchant) {dispute_transaction}
< ask "1." "2."
> the first {select}
< ask "What is wrong"
= active dispute_transaction collect
