/** Follows what the user of a service wants, turn by turn, told nothing but the schema and the words of both sides. */
import type { SgdService } from '@casebook/dataset-sgd-banks';
import { spokenIntent } from './active-intent.js';
import { dateMentions, type Mention, moneyMentions, personMentions, valueMentions } from './mentions.js';
import { askedSlots, type Nearness } from './question.js';
import { agrees, refuses } from './replies.js';
import { type SchemaSlot, slotsOfIntent, userSlots } from './schema-slots.js';
import { isOthers } from './whose.js';

/** What a model says of an utterance; a tracker without one goes by the words alone. */
export interface UtteranceReading {
  /** Spans marked as a person's name. */
  names: readonly Mention[];
  /** Nearness of the utterance to a slot's description. */
  nearness: Nearness;
}

/** A schema's default for "the user does not mind". */
const ANYTHING = 'dontcare';
const INDIFFERENT = /\bany (?:\w+ ){0,3}accounts?\b|\b(?:does|do)n['’]?t (?:matter|care|mind)\b|\beither (?:one|account)\b/i;

export const NO_READING: UtteranceReading = { names: [], nearness: () => 0 };

/**
 * The belief state of one dialogue.
 *
 * Values come from the user's words, and from the system's where it sums up a transaction and the user agrees. What was said stays until
 * said anew; another intent for the first time begins a new form with the slots that both have.
 *
 * @example
 * const tracker = new DialogueTracker(schema);
 * tracker.listen('Send 50 dollars to Maria.', '', NO_READING, NO_READING); // { amount: '50 dollars', recipient_account_name: 'Maria' }
 */
export class DialogueTracker {
  intent?: string;
  #values = new Map<string, string>();
  readonly #slots: SchemaSlot[];
  readonly #begun = new Set<string>();
  #completed = false;

  constructor(private readonly service: SgdService) {
    this.#slots = userSlots(service);
  }

  /**
   * One turn of the user.
   * @param system what the system said before it, empty at the beginning
   * @returns slot → value, of all that is known now
   */
  listen(user: string, system: string, readUser: UtteranceReading, readSystem: UtteranceReading): Record<string, string> {
    const confirmed = agrees(user) && this.#confirm(system, readSystem);
    const offered = agrees(user) && !confirmed ? spokenIntent(system, this.service, this.intent) : undefined;
    this.#switchIntent(spokenIntent(user, this.service, this.intent) ?? offered);
    const asked = askedSlots(system, this.#slots, readSystem.nearness);
    for (const [slot, value] of this.#mentioned(user, readUser, asked)) this.#values.set(slot.name, value);
    return Object.fromEntries(this.#values);
  }

  /** A summary of a transaction names at least two of its slots; a lone figure is an answer, not a question. */
  #confirm(system: string, reading: UtteranceReading): boolean {
    const current = this.service.intents.find(({ name }) => name === this.intent);
    if (!current?.is_transactional) return false;
    const own = slotsOfIntent(this.service, current.name);
    const named = this.#mentioned(system, reading, []).filter(([slot]) => own.has(slot.name));
    if (named.length < 2) return false;
    for (const [slot, value] of named) {
      const known = this.#values.get(slot.name);
      if (known === undefined || (slot.kind === 'categorical' && known !== ANYTHING)) this.#values.set(slot.name, value);
    }
    // what an optional slot is where nobody says anything holds once the user agrees
    for (const [slot, value] of Object.entries(current.optional_slots)) {
      if (!this.#values.has(slot) && value !== ANYTHING) this.#values.set(slot, value);
    }
    this.#completed = true;
    return true;
  }

  /** After a completed transaction a new intent starts from nothing; from a query to the next, what both need is kept. */
  #switchIntent(intent: string | undefined): void {
    if (intent === undefined || intent === this.intent) return;
    if (this.intent !== undefined && !this.#begun.has(intent)) {
      const kept = this.#completed ? new Set<string>() : slotsOfIntent(this.service, intent);
      this.#values = new Map([...this.#values].filter(([name]) => kept.has(name)));
    }
    this.intent = intent;
    this.#completed = false;
    this.#begun.add(intent);
  }

  #mentioned(text: string, reading: UtteranceReading, asked: readonly SchemaSlot[]): [SchemaSlot, string][] {
    return [...this.#indifferent(text, asked), ...this.#categorical(text, asked), ...this.#free(text, reading, asked)];
  }

  /** "Any account will do": of what was asked, else of what the intent need not know. */
  #indifferent(text: string, asked: readonly SchemaSlot[]): [SchemaSlot, string][] {
    if (!INDIFFERENT.test(text)) return [];
    const optional = Object.keys(this.service.intents.find(({ name }) => name === this.intent)?.optional_slots ?? {});
    const categorical = this.#slots.filter(({ kind }) => kind === 'categorical');
    const meant = categorical.find((slot) => optional.includes(slot.name)) ?? categorical.find((slot) => asked.includes(slot));
    return meant ? [[meant, ANYTHING]] : [];
  }

  /** Slots with the same values are told apart by whose value it is, else by what was asked. */
  #categorical(text: string, asked: readonly SchemaSlot[]): [SchemaSlot, string][] {
    const own = slotsOfIntent(this.service, this.intent ?? '');
    const all = this.#slots.filter(({ kind }) => kind === 'categorical');
    // a query that needs no recipient has none: "go to my savings account" is its only account
    const categorical = all.some(({ name }) => own.has(name)) ? all.filter(({ name }) => own.has(name)) : all;
    return categorical.flatMap((slot): [SchemaSlot, string][] => {
      const alike = categorical.filter(({ values }) => values.some((value) => slot.values.includes(value)));
      const mine = valueMentions(text, slot).filter(({ start, end }) => {
        if (alike.length === 1) return true;
        const others = isOthers(text, start, end) ?? asked.some((other) => alike.includes(other) && other.otherParty);
        return others === slot.otherParty;
      });
      return mine.length > 0 ? [[slot, mine.at(-1)!.value]] : [];
    });
  }

  #free(text: string, { names }: UtteranceReading, asked: readonly SchemaSlot[]): [SchemaSlot, string][] {
    return this.#slots.flatMap((slot): [SchemaSlot, string][] => {
      const wanted = asked.includes(slot);
      const found = findMentions(text, slot, names, wanted);
      return found.length > 0 ? [[slot, (slot.kind === 'person' ? found[0]! : found.at(-1)!).text]] : [];
    });
  }
}

function findMentions(text: string, { kind }: SchemaSlot, names: readonly Mention[], wanted: boolean): Mention[] {
  switch (kind) {
    case 'money':
      return moneyMentions(text, wanted);
    case 'person':
      return personMentions(text, names, wanted);
    case 'date':
      return dateMentions(text);
    case 'text': // an answer as it stands, where it was asked for
      return wanted && !refuses(text) && !agrees(text) ? [{ text: text.replace(/[.!?\s]+$/, ''), start: 0, end: text.length }] : [];
    case 'categorical':
      return [];
  }
}
