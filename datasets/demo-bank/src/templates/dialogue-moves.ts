/** Yes, no and stop. */
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
];
