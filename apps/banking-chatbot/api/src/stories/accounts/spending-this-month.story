# What was spent this month
as ada
> how much have I spent? {spending_summary}
< answer "You spent €" "1 March 2026" "10 March 2026" "Most of it"
