/** A report whose contents are known, for specs. */
import { sphereVolume, type Finding } from '@casebook/nodule-detector-contract';
import { measurementReport, type ReportedFinding } from './measurement-report.js';
import { writeReport } from './write-report.js';

export const CT = '1.2.840.10008.5.1.4.1.1.2';
export const images = [1, 2, 3].map((n) => ({ sopClassUid: CT, sopUid: `1.2.3.4.${n}` }));

export const finding = (change: Partial<Finding> = {}): Finding => ({
  id: '7f7ac9e2-7c50-4f0c-9f2b-3f6e3f0d7a10',
  studyUid: '1.2.3',
  seriesUid: '1.2.3.4',
  center: [10.5, -20.25, 33.125],
  voxel: [100, 120, 1],
  diameterMm: 8.5,
  volumeMm3: sphereVolume(8.5),
  probability: 0.87654,
  modelVersion: '1.0.0',
  ...change,
});

export const reported = (change: Partial<Finding> = {}, shown = images.slice(0, 2)): ReportedFinding => ({
  finding: finding(change),
  frameOfReferenceUid: '1.2.3.9',
  images: shown,
  trackingUid: '2.25.17',
});

export const reportOf = (findings: readonly ReportedFinding[]): Uint8Array =>
  writeReport({
    study: {
      StudyInstanceUID: '1.2.3',
      PatientName: 'P^Nobody',
      PatientID: 'P-1',
      PatientBirthDate: '',
      PatientSex: '',
      StudyDate: '20260101',
      StudyTime: '120000',
      AccessionNumber: '',
      ReferringPhysicianName: '',
      StudyID: '1',
    },
    evidence: [{ seriesUid: '1.2.3.4', images }],
    content: measurementReport({ findings, algorithm: { version: '1.0.0', threshold: 0.5 }, deviceUid: '2.25.77' }),
    sopUid: '2.25.1234',
    seriesUid: '2.25.12345',
    implementationUid: '2.25.4',
    at: new Date('2026-01-02T03:04:05Z'),
    softwareVersion: 'Casebook 1.0.0',
  });
