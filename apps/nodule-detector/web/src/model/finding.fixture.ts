import type { Finding } from '@casebook/nodule-detector-contract';

export const finding = (id: string, probability: number, rest: Partial<Finding> = {}): Finding => ({
  id,
  studyUid: '1.2.3',
  seriesUid: '1.2.3.4',
  center: [0, 0, 0],
  voxel: [1, 2, 1],
  diameterMm: 4,
  volumeMm3: 33.5,
  probability,
  modelVersion: '1.0.0',
  ...rest,
});
