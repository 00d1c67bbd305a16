/** Published encoders that a teacher can begin as. */

export interface BaseEncoder {
  /** On the Hugging Face hub. */
  hub: string;
  licence: string;
  heads: number;
  /** SHA-256 of the weights that the results were measured with, by file name. */
  sha256: Readonly<Record<string, string>>;
}

/** Both are BERT with the vocabulary of bert-base-uncased; the other sizes are read off the weights. */
export const BASE_ENCODERS = {
  'bge-small-en-v1.5': {
    hub: 'BAAI/bge-small-en-v1.5',
    licence: 'MIT',
    heads: 12,
    sha256: { 'model.onnx': '828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35' },
  },
  'all-MiniLM-L6-v2': {
    hub: 'sentence-transformers/all-MiniLM-L6-v2',
    licence: 'Apache-2.0',
    heads: 12,
    sha256: { 'model.safetensors': '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db' },
  },
} as const satisfies Record<string, BaseEncoder>;

export type BaseEncoderName = keyof typeof BASE_ENCODERS;
