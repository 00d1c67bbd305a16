# Once more, please
as ada
> what is on my [savings account](account) {check_balance}
< answer "€8,200.00"
> sorry, what? {repeat}
< chat "€8,200.00"
