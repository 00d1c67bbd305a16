/** Greetings, thanks and talk. */
import { intent } from './intent-templates.js';

export const dialogueSocial = [
  intent(
    'greet',
    `hi
    hello
    hey
    (hi|hello|hey) (there|again|bot|larkspur|everyone|you)
    good (morning|afternoon|evening|day)
    hiya
    howdy
    morning
    evening all
    hello hello
    greetings
    yo
    heya
    hi, is anyone there
    hello, anybody home
    hey, are you there
    good morning to you
    hi larkspur bank
    dear bank
    hello, I'm {!payee/first}
    hi, {!payee/first} here
    hey hey
    hallo
    ello
    good to see you
    nice to meet you
    hi 👋
    👋
    sup
    what's up
    hi good evening
    a very good morning
    welcome
    hello my friend
    hey assistant
    hi im a customer
    hello can you hear me
    hi, first time here
    top of the morning
    hello dear
    hi guys
    hi team
    hello sir
    hello madam
    oh hi
    ahoy
    hi from {!payee/first}
    hey it's {!payee/first}
    good day sir
    evening
    'ello
    helloo
    hi hi`,
    { weight: 0.8, manners: false },
  ),
  intent(
    'goodbye',
    `bye
    bye bye
    goodbye
    good bye (then|for now|)
    see (you|ya) (later|soon|tomorrow|around|)
    (that's|that is) (all|it|everything) (for now|for today|, bye|, thanks bye)
    have a (nice|good|great|lovely) (day|evening|weekend|one)
    cya
    ciao
    talk (to you |)(later|soon)
    take care
    cheerio
    I'm done (here|for today|)
    until next time
    good night
    night night
    I have to go (now|)
    gotta go
    catch you later
    farewell
    so long
    bye for now
    ok bye
    thanks, bye
    I'm off
    logging off now
    nothing else, goodbye
    ttyl
    that will be all
    we're done
    see you next time
    later
    end of chat
    you can close the chat
    all done, have a good one
    tata
    toodle-oo
    bye, have a good evening
    speak soon
    enjoy your day
    I'll be back, bye
    adios
    over and out
    signing off
    peace out
    until tomorrow`,
    { weight: 0.8, manners: false },
  ),
  intent(
    'thank',
    `thanks
    thank you
    (thanks|thank you) (a lot|so much|very much|for your help|for that|again|kindly)
    many thanks
    cheers
    ta
    great, thanks
    perfect, thank you
    thx
    ty
    that was helpful
    very helpful, thanks
    you've been (very |a great |)(helpful|help)
    I appreciate (it|that|your help)
    much appreciated
    awesome, thanks
    brilliant, cheers
    you're the best
    you saved my day
    good job
    well done
    nice work
    lovely, thank you
    wonderful
    excellent service
    thanks a million
    thank you, that's what I needed
    tysm
    thanks mate
    I'm grateful
    that solved it, thanks
    super, thanks
    got it, thanks
    fantastic, thank you
    thanks for explaining
    oh thank god, thanks
    thank u
    🙏
    ok thanks
    alright, thank you
    cool thanks
    danke, I mean thanks
    kind of you
    amazing help
    that helped a lot
    bless you
    thank you for the quick answer
    good bot`,
    { weight: 0.8, manners: false },
  ),
  intent(
    'small_talk',
    `how are you (today|doing|)
    how's it going
    how is your day
    are you a (robot|bot|human|real person|machine|computer)
    am I talking to a (robot|human|machine|real person)
    what's your name
    who are you
    who made you
    do you have a name
    tell me a joke
    make me laugh
    do you like (your job|money|people|football|music)
    how old are you
    where do you live
    are you married
    do you sleep
    what do you do for fun
    I'm bored
    I love you
    will you marry me
    you're funny
    you are (smart|clever|cute|nice)
    I'm (tired|sad|happy) today
    it's my birthday
    guess what, I got a new job
    the weather is lovely today, isn't it
    do you dream
    what are you
    are you intelligent
    are you chatgpt
    what language were you written in
    do you have feelings
    can we be friends
    tell me something interesting
    what's your favourite colour
    do you ever get tired of questions
    nice chatting with you
    long time no see
    what's new
    haha
    lol
    that's funny
    happy new year
    merry christmas
    happy friday
    I just had coffee
    are you alive
    who is your boss
    say something nice
    do you get paid
    it has been a long day
    my cat says hello
    what are your hobbies
    are you there or asleep
    did you miss me
    you sound cheerful`,
    { manners: false },
  ),
  intent(
    'complain',
    `this is (ridiculous|unacceptable|terrible|awful|a joke|useless)
    your (service|app|bank|support|chat) is (terrible|awful|rubbish|useless|a joke|the worst)
    I want to (complain|make a complaint|file a complaint)
    I'm (very |really |)(angry|unhappy|annoyed|disappointed|frustrated|fed up)
    complaint
    you (don't|never) (help|understand|listen)
    you're (useless|not helping|no help at all|wasting my time)
    that's not good enough
    I've been waiting for (ages|hours|weeks)
    worst bank ever
    how do I make a complaint
    nobody (answers|helps|calls me back)
    I'm not happy with (you|this|the service|how I was treated)
    this is taking too long
    why does nothing ever work here
    stupid bot
    you keep asking the same thing
    your staff were rude
    the app keeps crashing
    I'll go to the ombudsman
    where do I send a complaint
    what a terrible experience
    this is the third time I've asked
    I've had it with you
    you people are incompetent
    I want to lodge a formal complaint about {merchant}
    you are the worst
    absolutely shocking service
    I'm going to write a bad review
    it's a disgrace
    are you kidding me
    this doesn't help me at all
    why is this so complicated
    that answer was useless
    damn it
    wtf
    I demand an apology
    unbelievable, still not fixed
    your hotline kept me on hold for an hour
    you lost a customer
    very poor service
    what kind of bank is this
    I expected better from you
    not satisfied
    you messed up my (payment|order|account)
    this chat is driving me mad
    how hard can it be
    I am extremely dissatisfied with the bank`,
    { weight: 0.9, manners: false },
  ),
];
