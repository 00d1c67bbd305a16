# A value without a task
as ada
> [50 euros](amount) {inform}
< ask "What should I do with that?"
