# A plain no ends it
as ada
> send [40 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> no {deny}
< answer "Nothing was changed"
= active none
= balance ada-current 2500.00
