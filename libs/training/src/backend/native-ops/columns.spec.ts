import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect } from 'vitest';
import { availableBackends, wave } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';
import { columns } from './columns.js';

const natural = (max: number) => fc.integer({ min: 1, max });

describe.each(await availableBackends())('columns on %s', (backend) => {
  test.prop([natural(5), natural(6), fc.integer({ min: 2, max: 4 })], { numRuns: 10 })(
    'are cut as tf.split cuts, and set together again',
    async (rows, width, parts) => {
      await useBackend(backend);
      const x = tf.tensor2d(wave(rows * width * parts), [rows, width * parts]);
      const { split, concat } = columns(parts);
      const cut = split(x);
      expect(cut.map((part) => part.arraySync())).toEqual(tf.split(x, parts, 1).map((part) => part.arraySync()));
      expect(concat(cut).arraySync()).toEqual(x.arraySync());
    },
  );
});
