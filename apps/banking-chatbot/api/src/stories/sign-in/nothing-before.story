# Nothing about an account before sign-in
as nobody
> what is my balance? {check_balance}
< sign_in "sign in first" not "€" [I have signed in]
= active none
