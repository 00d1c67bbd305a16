/** The bounds of a search's thread: time, memory, and whoever changes their mind. */
import { afterAll, describe, expect, it } from 'vitest';
import { chestFiles } from '../testing/ball-in-lungs.js';
import { TINY_SETTINGS } from '../testing/tiny-detector.js';
import { SearchThread, type SearchOptions } from './search-thread.js';

const threads: SearchThread[] = [];
const thread = (bounds: { timeoutMs?: number; heapMb?: number } = {}) => {
  const one = new SearchThread({ timeoutMs: 100_000, heapMb: 512, ...bounds });
  threads.push(one);
  return one;
};
afterAll(() => Promise.all(threads.map((one) => one.close())));

async function* each(files: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* files;
}

const never = () => new Promise<never>(() => undefined);

const options = (files: readonly Uint8Array[], change: Partial<SearchOptions> = {}): SearchOptions => ({
  data: { settings: TINY_SETTINGS, reducer: false },
  files: each(files),
  run: never,
  onProgress: () => undefined,
  onTook: () => undefined,
  onFound: () => undefined,
  signal: new AbortController().signal,
  ...change,
});

describe('a search in a thread', () => {
  it('tells its stages, asks for its network, and ends when it is told to', async () => {
    const stages: string[] = [];
    const stop = new AbortController();
    const searched = thread().search(
      options(chestFiles('stages'), {
        onProgress: (stage) => stages.push(stage),
        run: ({ network }) => {
          stop.abort(new Error(`asked for the ${network}`));
          return never();
        },
        signal: stop.signal,
      }),
    );
    await expect(searched).rejects.toThrow('asked for the detector');
    expect([...new Set(stages)]).toEqual(['read', 'resample', 'lungs', 'detect']);
  });

  it('that takes too long is ended, and the next one has a thread', async () => {
    const one = thread({ timeoutMs: 4000 });
    await expect(one.search(options(chestFiles('long')))).rejects.toMatchObject({ code: 'SEARCH_TIMEOUT', status: 422 });
    await expect(one.search(options(chestFiles('short', { slices: 1 })))).rejects.toMatchObject({ code: 'SERIES_TOO_SHORT' });
  });

  it('that fails in its network says so as the network did', async () => {
    const run = () => Promise.reject(Object.assign(new Error('no room'), { code: 'X' }));
    await expect(thread().search(options(chestFiles('failing'), { run }))).rejects.toMatchObject({ code: 'SERVING_FAILED', status: 500 });
  });

  const patient = thread(); // a series that is refused does it no harm

  it.each([
    ['no file', [], 'SERIES_NOT_CT'],
    ['a file that is no DICOM', [new Uint8Array(1000).fill(7)], 'NOT_DICOM'],
    ['half a file', [chestFiles('half', { slices: 1 })[0]!.slice(0, 5000)], /^DICOM_(TRUNCATED|DAMAGED)$/],
  ])('of %s is refused', async (_, files, code) => {
    await expect(patient.search(options(files))).rejects.toMatchObject({ code: expect.stringMatching(code) });
  });

  it('whose files cannot be had fails as the store did', async () => {
    const gone = Object.assign(new Error('gone'), { code: 'OBJECT_MISSING' });
    const files = (async function* () {
      yield* chestFiles('gone', { slices: 2 });
      throw gone;
    })();
    await expect(thread().search(options([], { files }))).rejects.toBe(gone);
  });

  it('that needs more memory than it may have is ended', async () => {
    const many = Array.from({ length: 200_000 }, (_, n) => Uint8Array.of(n)); // objects, of which each takes room in the heap
    await expect(thread({ heapMb: 16 }).search(options(many))).rejects.toMatchObject({
      code: expect.stringMatching(/SEARCH_OUT_OF_MEMORY|SEARCH_ENDED/),
    });
  });
});
