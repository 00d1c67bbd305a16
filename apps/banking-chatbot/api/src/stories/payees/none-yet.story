# No payees yet
as chloe
> show my payees {list_payees}
< answer "no payees yet" [Add a payee]
