/** Fetches an encoder by its name on the Hugging Face hub. */
import { join } from 'node:path';
import { UnavailableError } from '@casebook/core';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import type { EncoderFiles } from './read-base-encoder.js';

/**
 * Through transformers.js, which keeps the files in its cache: the second time nothing is fetched.
 * @param id e.g. `BAAI/bge-small-en-v1.5`; the repository must hold `onnx/model.onnx`
 * @throws {UnavailableError} `HUB_UNREACHABLE` with another way
 */
export async function downloadBaseEncoder(id: string): Promise<EncoderFiles> {
  try {
    await AutoTokenizer.from_pretrained(id);
    const model = await AutoModel.from_pretrained(id, { dtype: 'fp32' });
    await model.dispose();
  } catch (cause) {
    throw new UnavailableError(
      'HUB_UNREACHABLE',
      `${id} cannot be fetched from the Hugging Face hub: put its tokenizer.json and its model.safetensors or model.onnx into a folder and give it as --weights DIR.`,
      { cause },
    );
  }
  const cached = join(env.cacheDir!, id);
  return { weights: join(cached, 'onnx', 'model.onnx'), tokenizer: join(cached, 'tokenizer.json') };
}
