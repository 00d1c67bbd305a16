# A choice by button
as ben confirmed
> send [10](amount) to [Anna](payee) {make_transfer}
< ask [Anna Bergmann]
> Anna Bergmann {out_of_scope}
< confirm "Anna Bergmann"
