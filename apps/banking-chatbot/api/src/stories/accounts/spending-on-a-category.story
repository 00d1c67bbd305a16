# What was spent on one category
as ben
> what did I spend on [restaurants](category) [last month](period)? {spending_summary}
< answer "for restaurants" not "Most of it"
