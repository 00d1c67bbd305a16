import { describe, expect, it } from 'vitest';
import { finding } from './finding.fixture.js';
import { merged, replaced, shownFindings, stepTo } from './findings.js';

const review = { verdict: 'rejected', at: '2026-01-01T00:00:00Z' } as const;
const [a, b, c] = [finding('a', 0.9), finding('b', 0.4), finding('c', 0.7)];
const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

describe('shownFindings', () => {
  it('has those of the series at or above the threshold, the most probable first', () => {
    const other = finding('d', 1, { seriesUid: '9.9' });
    expect(ids(shownFindings([a, b, c, other], a.seriesUid, 0))).toEqual(['a', 'c', 'b']);
    expect(ids(shownFindings([a, b, c], a.seriesUid, 0.7))).toEqual(['a', 'c']);
    expect(shownFindings([a, b, c], undefined, 0)).toEqual([]);
  });
  it('keeps what a person has judged', () => {
    expect(ids(shownFindings([a, { ...b, review }], a.seriesUid, 0.99))).toEqual(['b']);
  });
});

describe('stepTo', () => {
  it('goes around', () => {
    expect(stepTo([a, b, c], 'a', 1)).toBe(b);
    expect(stepTo([a, b, c], 'c', 1)).toBe(a);
    expect(stepTo([a, b, c], 'a', -1)).toBe(c);
  });
  it('begins at an end where nothing, or nothing shown, is selected', () => {
    expect(stepTo([a, b, c], undefined, 1)).toBe(a);
    expect(stepTo([a, b, c], 'gone', -1)).toBe(c);
    expect(stepTo([], undefined, 1)).toBeUndefined();
  });
});

describe('merged', () => {
  it('replaces the findings of the series that was searched, and keeps verdicts', () => {
    const other = finding('d', 1, { seriesUid: '9.9' });
    const found = [finding('a', 0.95), finding('e', 0.1)];
    expect(merged([{ ...a, review }, b, other], a.seriesUid, found)).toEqual([other, { ...found[0], review }, found[1]]);
  });
  it('replaces one', () => expect(replaced([a, b], { ...b, review })).toEqual([a, { ...b, review }]));
});
