/** A stream that ends in an error where its bytes are not those that its address names. */
import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { objectDamaged } from './study-store.js';

export function checkedStream(source: Readable, address: string): Readable {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(hash.digest('hex') === address ? null : objectDamaged()),
  });
  pipeline(source, check, () => undefined); // an error of either end ends the other; the reader sees it on `check`
  return check;
}
