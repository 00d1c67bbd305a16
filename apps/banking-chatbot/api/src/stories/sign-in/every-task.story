# No task about an account works without a sign-in
as nobody
> freeze my card {freeze_card}
< sign_in
> list my transactions {list_transactions}
< sign_in
> cancel my transfer {cancel_transfer}
< sign_in
> who are my payees {list_payees}
< sign_in
> where is my card {card_arrival}
< sign_in
