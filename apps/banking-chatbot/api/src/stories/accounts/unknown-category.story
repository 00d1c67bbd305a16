# A category that the bank does not have
as ada
> what did I spend on [llamas](category) {spending_summary}
< ask "I know these categories: groceries"
> [groceries](category) {inform}
< answer "for groceries"
