# A statement, with month and account asked for
as ada
> I need a statement {order_statement}
< ask "which account" [Cancel]
> [savings](account) {inform}
< ask "which month"
> [february](period) {inform}
< answer "savings account for February 2026" "opens with €8,200.00" "no entries"
= count statements 1
