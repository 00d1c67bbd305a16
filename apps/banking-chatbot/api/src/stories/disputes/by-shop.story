# A payment is disputed, found by shop
as ada
> I want to dispute a payment at [Streambox](merchant) {dispute_transaction}
< ask "Streambox" "1." "2."
> [the first one](ordinal) {select}
< ask "What is wrong"
> I was charged twice {inform}
< confirm "Streambox" "I was charged twice"
> yes {affirm}
< answer "dispute about €12.99 at Streambox is open"
= count disputes 1
