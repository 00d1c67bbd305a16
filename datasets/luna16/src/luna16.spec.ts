import { findData, readPublicManifest, sha256File } from '@casebook/data-pipelines';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { looksLikeLuna16, parseLuna16, readLuna16 } from './index.js';

const header = 'seriesuid,coordX,coordY,coordZ,diameter_mm\n';

describe('parseLuna16', () => {
  it('gathers the marks of each series', () => {
    expect(parseLuna16(`${header}1.2,1,-2,3.5,4\n1.3,0,0,0,-1\n1.2,5,6,7,8\n`, 'f.csv')).toEqual(
      new Map([
        [
          '1.2',
          [
            { centre: [1, -2, 3.5], diameter: 4 },
            { centre: [5, 6, 7], diameter: 8 },
          ],
        ],
        ['1.3', [{ centre: [0, 0, 0], diameter: -1 }]],
      ]),
    );
  });

  it.each([
    ['seriesuid,x,y,z,d\n', /line 1/],
    [`${header}1.2,1,2,3\n`, /line 2/],
    [`${header}1.2,1,2,3,4\n1.2,1,,3,4\n`, /line 3/],
    [`${header},1,2,3,4\n`, /line 2/],
  ])('refuses %j', (text, message) =>
    expect(() => parseLuna16(text, 'f.csv')).toThrow(
      expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) }),
    ),
  );

  it('knows its form by the header', () => expect([header, 'a,b\n'].map(looksLikeLuna16)).toEqual([true, false]));
});

const real = findData('luna16-annotations');
describe.skipIf(!real)('the real files', () => {
  it('are those of the manifest: nodules, and the scans that have some', async () => {
    const { files, counts } = await readPublicManifest(new URL('../manifest.json', import.meta.url));
    for (const { name, sha256 } of files) expect(await sha256File(join(real!, name))).toBe(sha256);
    const marks = await readLuna16(join(real!, 'annotations.csv'));
    expect([[...marks.values()].flat().length, marks.size]).toEqual([counts['nodules'], counts['scansWithNodules']]);
  });
});
