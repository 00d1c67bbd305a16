# A payment that is not there
as chloe
> dispute the payment at [Glasshouse Flowers](merchant) {dispute_transaction}
< ask "do not find such a payment"
> cancel {cancel}
< answer "Nothing was changed"
= count disputes 0
