# A complaint
as ada
> this is ridiculous {complain}
< chat "sorry" [Talk to a person]
