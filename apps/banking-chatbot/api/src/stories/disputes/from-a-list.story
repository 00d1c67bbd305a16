# The second payment of a list is disputed
as ada
> payments at [Streambox](merchant) {list_transactions}
< answer "Streambox"
> I never made [the second one](ordinal), dispute it {dispute_transaction}
< ask "What is wrong"
> [it was not me](reason) {inform}
< confirm "it was not me"
> yes {affirm}
< answer "is open"
