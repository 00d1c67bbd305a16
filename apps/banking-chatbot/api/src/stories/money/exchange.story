# Euros become dollars
as ada
> exchange [100 euros](amount) into [dollars](currency) {exchange_money}
< confirm "€100.00 from your current account" "dollar account"
> yes {affirm}
< answer "€100.00 became $"
= balance ada-current 2400.00
