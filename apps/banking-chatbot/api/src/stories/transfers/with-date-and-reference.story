# A transfer for a later day, with a reference
as ada confirmed
> transfer [80 euros](amount) to [Millbrook Water](payee) on [24 March](date) with reference [invoice 77](reference) {make_transfer}
< confirm "24 March 2026" "invoice 77"
> yes {affirm}
< answer "will go to Millbrook Water on 24 March 2026"
= balance ada-current 2500.00
