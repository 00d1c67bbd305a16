# Where a transfer is
as ada confirmed
> where is my transfer to [Tom](payee)? {transfer_status}
< answer "€120.00 to Tom Okafor" "planned for 16 March 2026"
