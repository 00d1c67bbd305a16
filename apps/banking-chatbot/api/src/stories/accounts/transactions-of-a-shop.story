# Transactions with one shop, and none with another
as ada
> show payments to [Streambox](merchant) [this year](period) {list_transactions}
< answer "Streambox" "-€12.99"
> and to [Glasshouse Flowers](merchant)? {list_transactions}
< answer "no transactions with Glasshouse Flowers"
