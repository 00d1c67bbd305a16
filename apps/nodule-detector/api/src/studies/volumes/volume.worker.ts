/** A thread that puts series together and writes their voxels into a file. */
import { writeFile } from 'node:fs/promises';
import type { VolumeGeometry } from '@casebook/nodule-detector-contract';
import { readVolume } from '../../detection/worker/read-volume.js';
import { answerRequests } from '../../threads/protocol.js';

export interface VolumeRequest {
  files: Uint8Array[];
  /** int16 little endian, x fastest. */
  target: string;
}

export interface WrittenVolume {
  volume: VolumeGeometry;
  notes: string[];
}

answerRequests(async ({ files, target }: VolumeRequest) => {
  const { volume, notes } = await readVolume(files, () => undefined);
  const { voxels, size, spacing, origin, direction } = volume;
  await writeFile(target, new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength)); // this machine is little endian, as all that Node.js is built for but one
  const value: WrittenVolume = {
    volume: { shape: [...size], spacing: [...spacing], origin: [...origin], direction: direction.flat() },
    notes,
  };
  return { value };
});
