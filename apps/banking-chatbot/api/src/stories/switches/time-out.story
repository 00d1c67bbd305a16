# A form that nobody goes on with is dropped
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
+ 20 minutes
> yes {affirm}
< chat "dropped what we had begun" "nothing waiting"
= balance ada-current 2500.00
