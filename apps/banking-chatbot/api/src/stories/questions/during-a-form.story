# A question in the middle of a transfer
as ada
> send [50 euros](amount) to [Anna](payee) {make_transfer}
< confirm
> how much does a transfer cost? {ask_fees}
< confirm "Source: Fees" "€50.00"
> yes {affirm}
< step_up
