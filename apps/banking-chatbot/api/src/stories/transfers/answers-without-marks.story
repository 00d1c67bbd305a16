# Answers in which the model marked nothing
as ada
> transfer {make_transfer}
< ask
> Tom Okafor {inform}
< ask
> twenty euros {inform}
< confirm "€20.00" "Tom Okafor"
