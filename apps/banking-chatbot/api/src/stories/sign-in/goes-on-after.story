# What was asked before sign-in goes on after it
as nobody
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< sign_in not "Bergmann"
as ada
> I have signed in {inform}
< confirm "€50.00" "Anna Bergmann"
