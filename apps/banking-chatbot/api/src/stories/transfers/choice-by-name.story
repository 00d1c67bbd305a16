# A choice by the part that differs
as ben confirmed
> send [10](amount) to [Anna](payee) {make_transfer}
< ask
> Schmidt {inform}
< confirm "Anna Schmidt"
