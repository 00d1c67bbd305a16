/** The page's own words in English. Another language is another file of this shape, which the compiler checks to be whole. */
export const en = {
  bank: 'Larkspur Bank',
  fictional: 'A fictional bank; no real money.',
  fictionalInFull:
    'Larkspur Bank is fictional: its customers, accounts and people are made up, no real money moves, and nothing leaves this machine.',
  skip: 'Skip to your message',
  home: 'Larkspur Bank, the conversation',

  signIn: {
    title: 'Who is calling?',
    lead: 'Step into somebody’s shoes and talk to the bank’s assistant about their cards, payments and accounts.',
    choose: (name: string) => `Sign in as ${name}`,
    pin: (pin: string) => `PIN ${pin}`,
    without: 'Just ask, without signing in',
    withoutHint: 'Questions about fees, cards and opening hours need no account.',
    failed: 'You could not be signed in.',
    nobody: 'The customers could not be fetched.',
  },

  who: {
    signedInAs: 'Signed in as',
    guest: 'Guest',
    title: 'This conversation',
    switch: 'Sign in as somebody else',
    signIn: 'Sign in',
    again: 'Start a new conversation',
    signOut: 'Sign out',
    confirmed: 'Confirmed by a code for a few minutes',
    anonymous: 'Not signed in: questions only',
  },

  chat: {
    title: 'Conversation',
    welcome: (name: string | undefined) => (name ? `Hello ${name}.` : 'Hello.'),
    welcomeLead: 'I am the bank’s assistant, a program. Ask me in your own words, change your mind, or ask for a person.',
    you: 'You wrote',
    assistant: 'Larkspur’s assistant',
    typing: 'The assistant is writing',
    suggestions: 'Suggested replies',
    try: 'Try for example',
    examples: [
      'How much do I have in my accounts?',
      'What did I spend on groceries last month?',
      'Send 50 euros to Anna',
      'My card has been stolen',
      'What does it cost to pay in dollars?',
      'Can you book me a flight?',
    ],
    message: 'Your message',
    placeholder: 'Write to the bank',
    send: 'Send',
    tooLong: (over: number) => (over === 1 ? 'One character too many' : `${over} characters too many`),
    left: (left: number) => `${left} characters left`,
    newest: 'Newest message',
    source: 'From',
    understood: 'How this was understood',
    signIn: 'Sign in to go on',
    goOn: 'Continue',
  },

  sending: {
    waiting: 'Kept; sent when the bank answers again',
    sending: 'Sending',
    refused: 'Not sent',
    again: 'Send again',
    drop: 'Discard',
  },

  connection: {
    away: 'The bank does not answer right now.',
    kept: (count: number) =>
      count === 0
        ? 'What you write is kept and sent later, once.'
        : count === 1
          ? 'Your message is kept and sent later, once.'
          : `Your ${count} messages are kept and sent later, once.`,
    busy: 'The bank is busy; your message goes out in a moment.',
    trouble: 'This conversation cannot be opened.',
  },

  slip: {
    title: { make_transfer: 'Payment slip', exchange_money: 'Exchange slip', default: 'Please check' } as Record<string, string>,
    field: {
      amount: 'Amount',
      currency: 'Currency',
      to: 'To',
      payee: 'To',
      name: 'Name',
      iban: 'IBAN',
      source: 'From',
      target: 'Into',
      limit: 'Daily limit',
      account: 'Account',
      card: 'Card',
      date: 'When',
      period: 'Period',
      category: 'Category',
      merchant: 'Merchant',
      reference: 'Reference',
      reason: 'Reason',
      month: 'Month',
      transfer: 'Transfer',
      transaction: 'Payment',
    } as Record<string, string>,
    nothingYet: 'Nothing happens before you confirm.',
  },

  device: {
    title: (name: string) => `${name}’s phone`,
    simulated: 'simulated',
    idle: 'Codes from the bank appear here.',
    from: 'Larkspur Bank',
    now: 'now',
    code: (digits: string) => `Code ${digits}`,
    use: 'Type it in for me',
    arrived: (purpose: string, digits: string) => `A code came to your phone: ${digits}, for: ${purpose}.`,
  },

  handOff: {
    title: 'A person has this conversation now.',
    text: 'They can read all of it. In this demo nobody sits there, so no answer will come.',
    back: 'Back to the assistant',
  },

  policy: {
    title: 'From the bank’s pages',
    away: 'This page could not be fetched.',
    loading: 'One moment',
  },

  understood: {
    title: 'What was understood',
    show: 'What was understood',
    close: 'Close what was understood',
    nothing: 'Write something, and it is taken apart here.',
    previous: 'Earlier message',
    next: 'Later message',
    place: (at: number, of: number) => `${at} of ${of}`,
    message: 'The message',
    noSlots: 'Nothing in it was marked.',
    intent: 'Intent',
    acted: 'acted on',
    askedBack: 'asked back',
    scope: 'Out of scope',
    inScope: (score: string, threshold: string) => `${score}, below the threshold of ${threshold}: something a bank does`,
    outOfScope: (score: string, threshold: string) => `${score}, at or above the threshold of ${threshold}: nothing a bank does`,
    threshold: 'threshold',
    state: 'State of the conversation',
    noForm: 'Nothing is under way.',
    phase: { collect: 'collecting', confirm: 'waits for a yes', step_up: 'waits for a code' } as Record<string, string>,
    asking: (slot: string) => `asks for ${slot}`,
    interrupted: 'To come back to',
    failures: (count: number) => (count === 1 ? 'One message in a row not understood' : `${count} messages in a row not understood`),
    handedOff: 'Handed to a person',
    time: 'Time',
    total: 'in all',
  },

  close: 'Close',
};

/** What every language has to say. */
export type Words = typeof en;
