# No transfers yet
as chloe
> has my transfer arrived? {transfer_status}
< answer "not made any transfers"
