/**
 * Real scans, voxel by voxel against GDCM (through SimpleITK), which made the digests:
 *
 *     image = ImageSeriesReader over GetGDCMSeriesFileNames(folder)     # NIfTI: ReadImage(file)
 *     sha256(numpy.clip(GetArrayFromImage(image), -1024, 32767).astype('<i2').tobytes())
 */
import { findData } from '@casebook/data-pipelines';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findVolumes, type FoundVolume } from './files/find-volumes.js';
import { readImageFile } from './files/read-image-file.js';
import type { Volume } from './volume/volume.js';

const digest = ({ voxels }: Volume) =>
  createHash('sha256')
    .update(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength))
    .digest('hex');

const scans = [
  {
    name: 'lidc-idri-0001',
    size: [512, 512, 133],
    spacing: [0.703125, 0.703125, 2.5],
    origin: [-166, -171.699997, -340],
    sha256: '413fc02ad13db9825f96bdafdd8717ffbc132f1bdc6f22d0b3b20c0a8dcdf1be',
  },
  {
    name: 'cptac-c3n-00247',
    size: [512, 512, 99],
    spacing: [0.564453125, 0.564453125, 3],
    origin: [-143.2177734375, -287.2177734375, -288],
    sha256: 'ace7ef6a43409967636d4e170842f2023cab9b732d3ae3901eb854cff607fe35',
  },
  {
    name: 'ct-jpeg2000',
    size: [512, 512, 20],
    spacing: [0.9765625, 0.9765625, 2],
    origin: [-249.51171875, -437.51171875, -804.5],
    sha256: '0d9f62d8433a424e582d5a4478ba5af0eff3f5c3589fc90af21b0c448fd0ff5e',
  },
];

for (const { name, size, spacing, origin, sha256 } of scans) {
  const folder = findData(name);
  describe.skipIf(!folder)(name, () => {
    it('has the voxels and the place that GDCM finds', async () => {
      const found: FoundVolume[] = [];
      for await (const one of findVolumes(folder!)) found.push(one);
      expect(found).toHaveLength(1);
      const { volume } = found[0]!;
      expect({ size: volume.size, spacing: volume.spacing, origin: volume.origin }).toEqual({ size, spacing, origin });
      expect(digest(volume)).toBe(sha256);
    });
  });
}

const nifti = findData('ct-nifti');
describe.skipIf(!nifti)('ct-nifti', () => {
  it('has the voxels and the place that ITK finds', async () => {
    const volume = await readImageFile(join(nifti!, 'example_ct.nii.gz'));
    expect(volume.size).toEqual([122, 101, 112]);
    expect(volume.direction).toEqual([[-1, 0, 0], [0, -1, 0], [0, 0, 1]]); // prettier-ignore
    expect(volume.origin.map(Math.fround)).toEqual([177.95633, -11.319, 94.30176].map((mm) => expect.closeTo(mm, 4)));
    expect(digest(volume)).toBe('e2cabff0543cc42b66ec57b1b3259aef60db31183ed2b1c78f97708c49fcc803');
  });
});
