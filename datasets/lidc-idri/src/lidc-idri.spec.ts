import { findData } from '@casebook/data-pipelines';
import { findVolumes, type Volume } from '@casebook/imaging';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consensus, parseReaderMarks } from './index.js';

const grid: Omit<Volume, 'voxels'> = { size: [100, 100, 40], spacing: [0.5, 0.5, 2], origin: [-25, -25, -40], direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore

/** The outline of a ball, drawn on the first pixels outside of it, slice by slice, as LIDC's readers did. */
function ball(centre: [number, number, number], radius: number): string {
  const slices: string[] = [];
  for (let z = -40; z <= 38; z += 2) {
    const r = Math.sqrt(Math.max(radius ** 2 - (z - centre[2]) ** 2, 0)) / 0.5; // in pixels
    if (r < 1) continue;
    const points: string[] = [];
    for (let turn = 0; turn < 400; turn++) {
      const angle = (turn / 400) * 2 * Math.PI;
      const point = `<edgeMap><xCoord>${Math.round((centre[0] + 25) / 0.5 + (r + 0.5) * Math.cos(angle))}</xCoord><yCoord>${Math.round((centre[1] + 25) / 0.5 + (r + 0.5) * Math.sin(angle))}</yCoord></edgeMap>`;
      if (points.at(-1) !== point) points.push(point);
    }
    slices.push(
      `<roi><imageZposition>${z}</imageZposition><imageSOP_UID>1</imageSOP_UID><inclusion>TRUE</inclusion>${points.join('')}</roi>`,
    );
  }
  return `<unblindedReadNodule><noduleID>n</noduleID>${slices.join('')}</unblindedReadNodule>`;
}
const dot =
  '<unblindedReadNodule><roi><imageZposition>0</imageZposition><edgeMap><xCoord>5</xCoord><yCoord>5</yCoord></edgeMap></roi></unblindedReadNodule>';
const message = (...sessions: string[]) =>
  `<?xml version="1.0"?><LidcReadMessage><ResponseHeader><SeriesInstanceUid>1.2.3</SeriesInstanceUid></ResponseHeader>${sessions.map((marks) => `<readingSession>${marks}</readingSession>`).join('')}</LidcReadMessage>`;

describe('consensus', () => {
  it('takes what three of four readers marked, at the mean of their places, and sets the rest apart', () => {
    const marks = parseReaderMarks(
      message(ball([2, -4, 6], 8) + dot, ball([3, -4, 6], 8), ball([2.5, -3, 6], 9) + ball([-15, 10, -20], 5), dot),
      'f.xml',
    );
    expect(marks).toMatchObject({ seriesUid: '1.2.3', readers: 4 });
    const { nodules, excluded } = consensus(marks, grid);
    expect(nodules).toHaveLength(1);
    [2.5, -3.67, 6].forEach((mm, axis) => expect(Math.abs(nodules[0]!.centre[axis]! - mm)).toBeLessThan(0.3));
    expect(Math.abs(nodules[0]!.diameter - (16 + 16 + 18) / 3)).toBeLessThan(0.6);
    expect(excluded.map(({ readers }) => readers)).toEqual([1]);
  });

  it('does not join neighbours', () => {
    const marks = parseReaderMarks(message(ball([-10, 0, 0], 4), ball([0, 0, 0], 4)), 'f.xml');
    expect(consensus(marks, grid).excluded).toHaveLength(2);
  });
});

describe('parseReaderMarks', () => {
  it.each([
    ['no XML', 'hello'],
    ['another XML', '<a/>'],
    [
      'coordinates that are no numbers',
      message(
        dot
          .replace('>5<', '>five<')
          .replace('</edgeMap>', `</edgeMap>${'<edgeMap><xCoord>1</xCoord><yCoord>1</yCoord></edgeMap>'.repeat(3)}`),
      ),
    ],
  ])('refuses %s', (_, text) => expect(() => parseReaderMarks(text, 'f.xml')).toThrow(expect.objectContaining({ code: 'CORPUS_INVALID' })));
});

const real = findData('lidc-idri-0001');
const luna = findData('luna16-annotations');
describe.skipIf(!real || !luna)('patient 0001', () => {
  it('has the one nodule of 23.4 mm of LUNA16, to a millimetre', async () => {
    const marks = parseReaderMarks(await readFile(join(real!, 'reader-annotations.xml'), 'utf8'), 'reader-annotations.xml');
    for await (const { seriesUid, volume } of findVolumes(real!)) {
      expect(marks.seriesUid).toBe(seriesUid);
      const { nodules } = consensus(marks, volume);
      expect(nodules).toHaveLength(1);
      expect(nodules[0]!.readers).toBe(4);
      expect(Math.abs(nodules[0]!.diameter - 23.35064438)).toBeLessThan(1);
      [56.20840547, 86.34341278, -115.8675792].forEach((mm, axis) => expect(Math.abs(nodules[0]!.centre[axis]! - mm)).toBeLessThan(1));
    }
  });
});
