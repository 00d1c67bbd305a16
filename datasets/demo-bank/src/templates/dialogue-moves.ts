/** Moves within a conversation that carry no value. */
import { intent } from './intent-templates.js';

export const dialogueMoves = [
  intent(
    'affirm',
    `yes
    yes (please|of course|exactly|correct|that's right|do it|go ahead|send it|confirm|I do|I am|sure|thanks)
    yeah
    yeah (sure|ok|please|go on|that's it|do that)
    yep
    yup
    ok
    ok (do it|go ahead|then|sounds good|great|fine|good)
    okay
    sure
    sure (thing|go ahead|why not)
    (of course|certainly|absolutely|definitely|indeed)
    correct
    that's (correct|right|it|fine|perfect|the one)
    confirm
    I confirm (this|that|it|)
    confirmed
    (please |)(do|do it|do so|do that|proceed|go ahead)
    go for it
    send it (now|off|)
    looks (good|right|fine) (to me|)
    sounds (good|great|right)
    (all |)good
    right
    exactly
    perfect
    I agree
    agreed
    approved
    fine (by me|with me|)
    that works (for me|)
    y
    ye
    aye
    uh huh
    mhm
    that is what I want
    I'm sure
    make it so
    👍
    alright
    very well, do it
    true
    positive
    I accept
    accept
    do it please
    please send
    by all means
    yes yes
    you got it
    that would be great
    let's do it
    indeed I do
    yess
    si
    affirmative
    ok cool
    cool
    great, go on with it
    why not
    I'd like that
    absolutely, carry it out
    pay it
    yes that is the right person
    k`,
    { weight: 1.2, manners: false },
  ),
  intent(
    'deny',
    `no
    no (thanks|thank you|way|not now|don't|please don't|I don't|that's wrong|not really|never)
    nope
    nah
    nah (I'm good|leave it|not now)
    not (now|yet|today|really|at all|that)
    don't
    don't (do it|do that|send it|send that|pay it)
    no don't (do|send) (it|that)
    absolutely not
    certainly not
    of course not
    definitely not
    I don't (want|think so|want that|agree)
    I'd rather not
    n
    no no
    negative
    that's not (it|right|me)
    wrong
    incorrect
    never
    no way
    please don't
    not what I want
    that is not correct
    I disagree
    nay
    hell no
    👎
    not necessary
    no need
    I refuse
    I do not confirm
    not confirmed
    reject
    decline
    it isn't
    I'm not sure, better not
    unfortunately not
    nothing else
    no that's all
    no more, thanks
    I'm good, no
    I said no
    noo
    nop
    under no circumstances
    leave it as it is
    don't bother
    not this time
    I don't think that's right
    not the right one`,
    { weight: 1.1, manners: false },
  ),
  intent(
    'cancel',
    `cancel
    cancel (that|this|it|everything|the whole thing)
    stop
    stop (it|this|that|everything)
    never mind
    nevermind
    forget it
    forget (about |)(it|that|this)
    abort
    quit
    (I |)changed my mind
    I don't want (to do |)(this|that|it) any more
    leave it
    let's (stop|leave it|drop it|forget it)
    drop it
    exit
    start over
    start again from the beginning
    not doing this any more
    scrap that
    actually never mind
    actually, leave it
    wait, stop
    no, cancel
    please (stop|cancel|abort)
    undo
    back to the start
    I want to (cancel|stop) (this|here|)
    can we stop here
    can you cancel what we were doing
    don't continue
    end this
    go back to the beginning
    skip it
    nvm
    cancel please, I'll do it later
    I'll do it another time
    reset
    drop everything
    quit this form
    hold on, I don't want this
    get me out of here
    call it off
    that's enough, stop
    discard that
    clear it
    back out of this
    no longer needed
    forget what I said
    we can stop now
    I give up`,
    { manners: false },
  ),
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
    there's a problem with my account
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
