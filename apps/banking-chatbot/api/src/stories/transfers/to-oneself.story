# To the account that it comes from
as ada
> transfer [10](amount) from [savings](source_account) to [savings](target_account) {make_transfer}
< ask "same account on both sides"
= balance ada-savings 8200.00
