# Going on after small talk
as ada
> send money to [Tom](payee) {make_transfer}
< ask
> are you a robot? {small_talk}
< ask "program"
> ok, go on {resume}
< ask
> [10](amount) {inform}
< confirm "€10.00"
