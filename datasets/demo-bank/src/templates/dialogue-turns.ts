/** Moves that lead a conversation: again, go on, help, a person. */
import { intent } from './intent-templates.js';

export const dialogueTurns = [
  intent(
    'repeat',
    `repeat (that|please|)
    (can|could) you (repeat|say) that (again|)
    say (that|it) again (please|)
    what did you say
    what
    pardon
    pardon me?
    sorry, what
    come again
    once more (please|)
    (I |)didn't (get|catch|understand) that
    what was that
    again please
    one more time
    excuse me?
    huh
    I missed that
    repeat the (last message|question|options|amount)
    what was the question (again|)
    what were the options
    could you go over that again
    tell me again
    show me that again
    read it again
    what do you mean
    I don't understand
    can you rephrase (that|)
    how do you mean
    please say it differently
    what did you ask
    I lost track, what was it
    which options did I have
    you said what
    eh?
    wdym
    can you explain that again
    that wasn't clear, again please
    repeat
    let me hear that again
    remind me what you asked
    sorry I wasn't paying attention
    last answer again
    could you list them again
    what was the last thing you said`,
    { weight: 0.8, manners: false },
  ),
  intent(
    'resume',
    `(go|let's go|can we go) back to (the|my) (transfer|payment|card|question|form|previous thing)
    continue
    (let's |)continue (with (the|my) (transfer|payment|card)|where we left off|please)
    carry on
    carry on with (that|the transfer|what we were doing)
    where were we
    ok back to what we were doing
    resume
    resume the (transfer|payment|dispute|order)
    go on
    go on with the (transfer|payment|exchange)
    let's finish (that|the transfer|what we started)
    pick up where we left off
    now the transfer again
    back to it
    return to the (transfer|payment)
    keep going
    proceed with the earlier request
    finish the payment we started
    about that transfer from before
    ok, now back to my card
    can we continue
    can we get back to the (payment|transfer|card) (now|)
    I'd like to go on with what I was doing
    as I was saying before
    what about the thing we started
    let's return to the previous topic
    and now the transfer
    ok where did we stop
    back to the previous (step|question|one)
    continue the transfer
    I want to finish it now
    on with it
    let's go on
    we were in the middle of something
    let's complete the transfer from before
    ready to go on
    back please
    what was I doing before
    shall we go on with the earlier one
    you may continue
    take me back to the payment form
    pick the transfer up again`,
    { weight: 0.8, manners: false },
  ),
  intent(
    'help',
    `help
    help me
    (can|could) you help (me|)
    I need (some |)help
    what can you do
    what can I (ask|do here|do with you)
    how does this work
    how do I use (this|you|this chat)
    what are my options
    menu
    show me the menu
    what are you able to do
    I don't know what to do
    I'm lost
    I'm stuck
    give me some examples
    what do you offer
    what services are there
    which things can you help with
    commands
    options
    instructions
    guide me
    tell me what you can do
    what should I (say|type|write)
    how do I start
    where do I begin
    what is this (for|chat for)
    I have a question
    I've got a few questions
    can I ask you something
    I need assistance
    assist me
    I have a problem
    there's a problem with my (account|card)
    my card was declined
    I can't pay and don't know why
    something went wrong with my payment
    it doesn't work
    something's wrong
    can you explain how to use this
    list what you can do
    help pls
    what else can you do
    how can you help me
    main menu
    faq
    I need support
    what are your functions`,
    { weight: 0.9 },
  ),
  intent(
    'talk_to_human',
    `(I want to|can I|let me|I need to|I'd like to) (talk|speak) to (a human|a person|someone|an agent|somebody real|an advisor)
    human
    agent
    (real|live) (person|agent|human)
    connect me (to|with) (an agent|a human|someone|customer service|support)
    put me through (to someone|to a person|)
    is there a (human|person) (I can talk to|there|)
    customer service please
    I don't want to talk to a (bot|robot|machine)
    get me (a human|a person|your manager|an operator)
    operator
    can someone (call|ring|phone) me
    call me back
    representative
    speak to a manager
    I want a real person
    can I chat with (a|an) (employee|colleague|actual person)
    transfer me to (an agent|a colleague|support)
    hand me over to (someone|a human)
    you're not helping, get me someone who can
    is anybody there who isn't a bot
    let me talk to your supervisor
    I need to speak with someone urgently
    I'd rather talk to a human being
    please forward me to a person
    talk to agent
    live chat with staff
    I need an advisor
    no more bots please
    human please!!
    can a colleague of yours take over
    someone from the bank please
    who can I speak to about this
    speak to customer support
    can I get a call from an advisor {date/future}
    I want to discuss this with a person
    escalate this
    give me a real human now
    switch to a person
    staff member please
    I'll only talk to a human`,
  ),
];
