# A PIN is never changed by chat
as nobody
> change my pin {change_pin}
< answer "cash machine" "never ask for a PIN"
