# Greetings
as ada
> hello {greet}
< chat "Ada"
> thanks {thank}
< chat
> bye {goodbye}
< chat
