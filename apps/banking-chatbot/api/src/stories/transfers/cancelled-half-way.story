# Cancelled half-way
as ada
> transfer money {make_transfer}
< ask
> never mind {cancel}
< answer "Nothing was changed"
= active none
