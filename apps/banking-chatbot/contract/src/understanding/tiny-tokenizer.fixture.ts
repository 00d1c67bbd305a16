/** A tokenizer.json of BERT's kind with a handful of pieces. */
const CONTROL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const PIECES = [...'abcdefghijklmnopqrstuvwxyz0123456789'].flatMap((letter) => [letter, `##${letter}`]);
const WORDS = [
  'freeze',
  'my',
  'card',
  'send',
  'euros',
  'to',
  'sep',
  'mask',
  'cls',
  'pad',
  'un',
  '##k',
  '##ing',
  '[',
  ']',
  '.',
  ',',
  '$',
  '?',
  "'",
  '-',
  'ζ',
];

export const tinyVocabulary = [...new Set([...CONTROL, ...PIECES, ...WORDS])];

export const tinyTokenizer = () => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: CONTROL.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(tinyVocabulary.map((piece, id): [string, number] => [piece, id])) as Record<string, number>,
  },
});
