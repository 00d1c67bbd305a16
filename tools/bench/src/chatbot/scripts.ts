/** Scripted conversations of a bank's customers: what a turn of the load says. */

/** Several turns each: asking, moving money and thinking better of it, switching, correcting, coming back. `{n}` is a number that no other turn has. */
const SCRIPTS: readonly (readonly string[])[] = [
  ['hello', 'what is my balance?', 'and on my savings account?', 'show me the last transactions', 'only groceries', 'thanks', 'bye'],
  ['send 1{n}.50 euros to Jonas', 'no, 12 euros', 'is there a fee for transfers?', 'continue', 'cancel', 'thank you'],
  ['hi', 'how long does a transfer take?', 'what are the fees abroad?', 'what did I spend on restaurants last month?', 'ok, thanks'],
  ['freeze my card', 'no', 'when does my new card arrive?', 'what are my card limits?', 'goodbye'],
  ['what did I spend on groceries in the last {n} days?', 'and on travel?', 'list my payees', 'who are you?', 'thanks'],
  ['can I top up with cash?', 'what is the exchange rate of the dollar?', 'how do I dispute a payment?', 'when are you open?', 'bye'],
  ['I want to transfer money', 'to my savings account', '2{n} euros', 'what is my balance?', 'cancel', 'show my transactions from March'],
  ['what is the weather like?', 'write me a poem about order {n}', 'my balance please', 'thanks'],
];

/** Impersonal questions, the same from everybody. */
export const QUESTIONS = [
  'is there a fee for transfers abroad?',
  'how long does a transfer take?',
  'when are you open?',
  'how do I close my account?',
  'what interest do you pay on savings?',
  'can I top up with cash?',
  'how do I open an account?',
  'what happens if I overdraw my account?',
  'can I use my card abroad?',
  'how do I dispute a payment?',
] as const;

/** Messages of which no two are the same, so that each has to be understood. */
export const distinctMessage = (index: number) =>
  [
    `what did I spend on groceries in the last ${index} days?`,
    `show me transactions over ${index} euros`,
    `is there a fee for ${index} dollars?`,
  ][index % 3]!;

/** A customer's way through one script after another. */
export class ScriptedTalk {
  private script: number;
  private at = 0;
  private turns = 0;

  /** @param customer a number; neighbours begin with different scripts */
  constructor(private readonly customer: number) {
    this.script = customer % SCRIPTS.length;
  }

  /** The next thing to say, and whether a new conversation begins with it. */
  next(): { text: string; begins: boolean } {
    const script = SCRIPTS[this.script]!;
    const begins = this.at === 0;
    const text = script[this.at]!.replace('{n}', String((this.turns * 7919 + this.customer * 104729) % 90));
    this.turns++;
    if (++this.at === script.length) {
      this.at = 0;
      this.script = (this.script + 3) % SCRIPTS.length;
    }
    return { text, begins };
  }
}
