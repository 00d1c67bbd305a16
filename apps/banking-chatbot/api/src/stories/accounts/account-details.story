# The IBAN of an account
as chloe
> what is my iban? {account_details}
< answer "Current account" "IBAN DE" "€42.17"
