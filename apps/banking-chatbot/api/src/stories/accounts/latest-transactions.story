# The latest transactions
as ada
> show me my latest transactions {list_transactions}
< answer "transactions, the latest of them"
