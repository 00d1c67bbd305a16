# Yes to nothing
as ada
> yes {affirm}
< chat "nothing waiting"
> cancel {cancel}
< chat "nothing to cancel"
> no, I meant the other {correct}
< chat "nothing to change"
