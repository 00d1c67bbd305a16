# The confirming message arrives twice
as ada confirmed
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> yes {affirm}
< answer "on its way"
again
= balance ada-current 2450.00
