# Handed to a person, and back
as ada
> let me talk to a person {talk_to_human}
< handed_off "passed our conversation"
= handed off
> are you there? {inform}
< handed_off "with the person"
> back to the assistant {resume}
< chat "here again"
> balance of my [savings account](account) {check_balance}
< answer "€8,200.00"
