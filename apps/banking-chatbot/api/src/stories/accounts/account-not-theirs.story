# An account that the customer does not have
as chloe
> what is on my [savings account](account) {check_balance}
< ask "I do not find that account"
> [current account](account) {inform}
< answer "€42.17"
