import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findData, readPublicManifest, sha256Json } from '@casebook/data-pipelines';
import { describe, expect, it } from 'vitest';
import { extractTrainAndValidation } from './extract.js';
import { looksLikeClinc150, parseClinc150, readClinc150 } from './index.js';

const parse = (value: unknown) => parseClinc150(JSON.stringify(value), 'x/f.json');

describe('parseClinc150', () => {
  it('puts what is out of scope after what is in scope', () => {
    expect(parse({ oos_val: [['will it snow', 'oos']], val: [['pay the rent', 'pay']], train: [] })).toEqual({
      train: [],
      val: [
        { text: 'pay the rent', intent: 'pay' },
        { text: 'will it snow', oos: true },
      ],
      test: [],
    });
  });

  it.each([
    [[], /whole file/],
    [{ dev: [] }, /whole file/],
    [{ train: [], dev: [] }, /dev: no part/],
    [{ train: 'a' }, /train: not a list/],
    [{ train: [['a', 'b'], ['c']] }, /train\[1\]: not a pair/],
    [{ train: [['a', '']] }, /train\[0\]/],
    [{ oos_train: [['a', 'pay']] }, /oos_train\[0\]: the intent pay/],
  ])('refuses %j', (value, message) => {
    expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) }));
  });

  it('says that a cut file is no JSON', () => {
    expect(() => parseClinc150('{"train": [["a"', 'f.json')).toThrow(/f\.json is not JSON/);
  });

  it('knows its form', () => {
    expect(['{"oos_test": [["a', ' {\n"train" : [\n["a', '[{"text": "a"', '{"a": []}'].map(looksLikeClinc150)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it('keeps no test part of the public file', () => {
  const content = JSON.stringify({
    test: [['a', 'b']],
    train: [['c', 'd']],
    val: [],
    oos_val: [],
    oos_test: [['e', 'oos']],
    oos_train: [],
  });
  expect(extractTrainAndValidation([content])).toEqual({ oos_val: [], val: [], train: [['c', 'd']], oos_train: [] });
});

const real = findData('clinc150');
describe.skipIf(!real)('the real file', () => {
  it('has the content, counts and intents of the manifest', async () => {
    const { counts, files } = await readPublicManifest(new URL('../manifest.json', import.meta.url));
    const path = join(real!, 'data_full_train_val.json');
    expect(sha256Json(JSON.parse(await readFile(path, 'utf8')))).toBe(files[0]!.sha256);
    const { train, val, test } = await readClinc150(path);
    const inScope = train.filter(({ oos }) => !oos);
    expect([inScope.length, train.length - inScope.length]).toEqual([counts['train'], counts['oos_train']]);
    expect([val.filter(({ oos }) => !oos).length, val.filter(({ oos }) => oos).length]).toEqual([counts['val'], counts['oos_val']]);
    expect([new Set(inScope.map(({ intent }) => intent)).size, test.length]).toEqual([counts['intents'], 0]);
  });
});
