# A planned transfer is carried out on its day
as ada
> did [Tom](payee) get my transfer {transfer_status}
< answer "planned for 16 March 2026"
+ 10080 minutes
= due
= balance ada-current 2380.00
> did [Tom](payee) get my transfer {transfer_status}
< answer "arrived"
