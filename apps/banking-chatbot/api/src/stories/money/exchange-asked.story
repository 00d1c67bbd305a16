# Exchange, step by step
as ada
> I need dollars for a trip {exchange_money}
< ask "How much"
> [200](amount) {inform}
< ask "which currency"
> [dollars](currency) {inform}
< confirm "€200.00"
> no {deny}
< answer "Nothing was changed"
= balance ada-current 2500.00
