# A session that was confirmed needs no code
as ada confirmed
> pay [12.50](amount) to [Tom](payee) {make_transfer}
< confirm "€12.50"
> yes please {affirm}
< answer "€12.50 is on its way"
= balance ada-current 2487.50
