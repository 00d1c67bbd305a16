/** Word pieces of a message, by the package's own `tokenizer.json`; what a customer types is never a control token. */
import { CorruptDataError } from '@casebook/core';
import { Tokenizer } from '@huggingface/tokenizers';
import { MAX_CHARACTERS, MAX_TOKENS } from './limits.js';
import { normaliseText } from './normalise-text.js';
import { splitWords } from './split-words.js';

/** A word of BERT: letters and digits up to white space or punctuation, or one punctuation mark. */
export interface Word {
  /** UTF-16 offsets into the original message. */
  start: number;
  end: number;
  /** Place of its first piece among the token ids: there its tag is read. */
  token: number;
}

export interface EncodedMessage {
  /** With [CLS] in front and [SEP] at the end. */
  ids: number[];
  words: Word[];
  /** Something was cut off: characters beyond the limit, or pieces beyond the longest input. */
  truncated: boolean;
}

export interface TokenizerOptions {
  /** Ids of a message at most, the two control tokens among them. */
  maxTokens?: number;
  /** UTF-16 units of a message that are read. */
  maxCharacters?: number;
}

/** Words whose pieces are remembered; language has few, an attacker's text has many. */
const REMEMBERED_WORDS = 20_000;
const LONGEST_REMEMBERED = 32;

/**
 * Each word is looked up by itself, cut out at punctuation before the tokeniser sees it: `[SEP]` arrives there as `[`, `SEP` and `]`, which
 * is why no text can give the id of a control token. The ids are otherwise those of the whole text.
 *
 * @example
 * const tokenizer = new MessageTokenizer(JSON.parse(await readFile('tokenizer.json', 'utf8')));
 * tokenizer.encode('Freeze my card [SEP]').ids; // [CLS] freeze my card [ sep ] [SEP]
 */
export class MessageTokenizer {
  readonly padId: number;
  readonly unknownId: number;
  readonly #tokenizer: Tokenizer;
  readonly #remembered = new Map<string, number[]>();
  readonly #begin: number;
  readonly #end: number;
  readonly #maxTokens: number;
  readonly #maxCharacters: number;

  /**
   * @param tokenizerJson the parsed file
   * @throws {CorruptDataError} `TOKENIZER_INVALID`: no tokeniser of BERT's kind, or a control token that a customer could type as one word
   */
  constructor(tokenizerJson: object, { maxTokens = MAX_TOKENS, maxCharacters = MAX_CHARACTERS }: TokenizerOptions = {}) {
    this.#maxTokens = maxTokens;
    this.#maxCharacters = maxCharacters;
    try {
      this.#tokenizer = new Tokenizer(tokenizerJson, {});
    } catch (cause) {
      throw invalid('it cannot be read', cause);
    }
    for (const { content } of this.#tokenizer.get_added_tokens_decoder().values()) {
      if (splitWords(content).length < 2) throw invalid(`the control token ${content} is a word that a customer may type`);
    }
    this.padId = this.#control('[PAD]');
    this.unknownId = this.#control('[UNK]');
    this.#begin = this.#control('[CLS]');
    this.#end = this.#control('[SEP]');
  }

  encode(message: string): EncodedMessage {
    const { text, starts, ends, truncated } = normaliseText(message, this.#maxCharacters);
    const room = this.#maxTokens - 1;
    const encoded: EncodedMessage = { ids: [this.#begin], words: [], truncated };
    for (const { start, end } of splitWords(text)) {
      const pieces = this.#pieces(text.slice(start, end));
      if (pieces.length === 0) continue;
      if (encoded.ids.length < room) encoded.words.push({ start: starts[start]!, end: ends[end - 1]!, token: encoded.ids.length });
      encoded.truncated ||= encoded.ids.length + pieces.length > room;
      encoded.ids.push(...pieces.slice(0, room - encoded.ids.length));
      if (encoded.ids.length === room && encoded.truncated) break;
    }
    encoded.ids.push(this.#end);
    return encoded;
  }

  #pieces(word: string): readonly number[] {
    const known = this.#remembered.get(word);
    if (known) return known;
    const pieces = this.#tokenizer.encode(word, { add_special_tokens: false }).ids;
    if (word.length <= LONGEST_REMEMBERED) {
      if (this.#remembered.size >= REMEMBERED_WORDS) this.#remembered.clear();
      this.#remembered.set(word, pieces);
    }
    return pieces;
  }

  #control(token: string): number {
    const id = this.#tokenizer.token_to_id(token);
    if (id === undefined) throw invalid(`it has no ${token}`);
    return id;
  }
}

const invalid = (why: string, cause?: unknown) =>
  new CorruptDataError('TOKENIZER_INVALID', `tokenizer.json does not fit this program: ${why}. Copy the model package again.`, { cause });
