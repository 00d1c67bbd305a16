# Groceries last month
as ada
> [groceries](category) [last month](period) {list_transactions}
< answer "for groceries" "1 February 2026" "28 February 2026" not "Lumen Energy"
