# How exchange works
as nobody
> do you take a margin when I exchange money? {ask_exchange}
< answer "no margin" "Source: Exchanging money"
