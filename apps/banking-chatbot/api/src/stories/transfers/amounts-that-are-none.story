# Negative, zero, split cents, huge
as ada
> send [-5 euros](amount) to [Tom](payee) {make_transfer}
< ask "more than zero"
> [0](amount) {inform}
< ask "more than zero"
> [10.005](amount) {inform}
< ask "fraction of a cent" [Talk to a person]
> [1e12](amount) {inform}
< not_understood "Nothing was changed" [Talk to a person]
= active none
= balance ada-current 2500.00
