# A question is answered with its source
as nobody
> do you charge for transfers? {ask_fees}
< answer "free of charge" "Source: Fees"
