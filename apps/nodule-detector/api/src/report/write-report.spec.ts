/** Reports as others read them: dcmtk, dicom3tools, dicom-parser. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDataSet } from '@casebook/imaging';
import { afterAll, describe, expect, it } from 'vitest';
import { images, reported, reportOf } from './report.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'casebook-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that reads DICOM, and whether this machine has it. */
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
function run(program: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
function fileOf(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const two = reportOf([
  reported(),
  reported({ center: [-60, 4, 12], review: { verdict: 'confirmed', at: '2026-01-02T03:04:05.000Z' } }, []),
]);
const none = reportOf([]);

describe('a report', () => {
  it('is a Comprehensive 3D SR of its study that names every image it is about', () => {
    const data = parseDataSet(two);
    expect(data.string('x00080016')).toBe('1.2.840.10008.5.1.4.1.1.88.34');
    expect(data.string('x0020000d')).toBe('1.2.3');
    expect(data.string('x00080060')).toBe('SR');
    expect(data.string('x0008103e')).toContain('Not a medical device');
    const [study] = data.elements['x0040a375']!.items!;
    const [series] = study!.dataSet!.elements['x00081115']!.items!;
    const named = series!.dataSet!.elements['x00081199']!.items!.map(({ dataSet }) => dataSet!.string('x00081155'));
    expect(named).toEqual(images.map(({ sopUid }) => sopUid));
  });

  it('is the same bytes for the same findings', () => expect(reportOf([reported()])).toEqual(reportOf([reported()])));
});

describe.skipIf(!has('dsrdump'))('a report read by dcmtk', () => {
  const dump = run('dsrdump', '+Pc', '+Pl', fileOf('two.dcm', two));

  it.each([
    ['its title', '(126000,DCM,"Imaging Measurement Report")'],
    ['that it is for research use', 'For research use. Not a medical device.'],
    [
      'the place',
      '(ELLIPSOID,,6.25/-20.25/33.125,14.75/-20.25/33.125,10.5/-24.5/33.125,10.5/-16/33.125,10.5/-20.25/28.875,10.5/-20.25/37.375)',
    ],
    ['the diameter', '(81827009,SCT,"Diameter")="8.5" (mm,UCUM,"millimeter")'],
    ['the volume of the sphere', '(118565006,SCT,"Volume")="321.5551" (mm3,UCUM,"cubic millimeter")'], // π/6 · 8.5³
    ['the certainty', '(111012,DCM,"Certainty of Finding")="87.654" (%,UCUM,"percent")'],
    ['the algorithm', '(111003,DCM,"Algorithm Version")="1.0.0"'],
    ['a tracking identifier', '(112040,DCM,"Tracking Unique Identifier")="2.25.17"'],
    ['what a person said', '(121106,DCM,"Comment")="confirmed by a person'],
  ])('says %s', (_, text) => expect(dump).toContain(text));

  it('has a group for each nodule', () => expect(dump.match(/"Measurement Group"/g)).toHaveLength(2));

  it('says that nothing was found', () => {
    expect(run('dsrdump', '+Pc', fileOf('none.dcm', none))).toContain('(27925004,SCT,"Nodule")=(260415000,SCT,"Not detected")');
  });
});

describe.skipIf(!has('dciodvfy'))('a report checked by dicom3tools', () => {
  it.each([
    ['two nodules', two],
    ['none', none],
  ])('of %s has no error', (name, bytes) => {
    const said = run('dciodvfy', '-new', fileOf(`${name}.dcm`, bytes));
    expect(said).toContain('Comprehensive3DSR');
    expect(said).not.toMatch(/^Error/m);
  });
});
