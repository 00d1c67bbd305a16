/** A measurement report as a DICOM file: Comprehensive 3D SR (PS3.3, A.35.13). */
import dcmjs from 'dcmjs';
import { RESEARCH_USE } from '@casebook/nodule-detector-contract';
import { ALGORITHM_NAME } from './measurement-report.js';
import type { Item } from './content-items.js';

const { DicomDict, DicomMetaDictionary } = dcmjs.data;

const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';

/** Attributes of patient and study, by keyword, as the images have them. */
export type StudyAttributes = Record<string, unknown> & { StudyInstanceUID: string };

/** The images that the report is about. */
export interface Evidence {
  seriesUid: string;
  images: readonly { sopClassUid: string; sopUid: string }[];
}

export interface ReportFile {
  study: StudyAttributes;
  evidence: readonly Evidence[];
  content: Item;
  /** Other findings or reviews, another report. */
  sopUid: string;
  seriesUid: string;
  implementationUid: string;
  /** When what it says was last changed. */
  at: Date;
  softwareVersion: string;
}

/** @returns the bytes of a file, explicit little endian; the same input gives the same bytes */
export function writeReport({
  study,
  evidence,
  content,
  sopUid,
  seriesUid,
  implementationUid,
  at,
  softwareVersion,
}: ReportFile): Uint8Array {
  const [date, time] = dicomTime(at);
  const file = new DicomDict({
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': { vr: 'UI', Value: [COMPREHENSIVE_3D_SR] },
    '00020003': { vr: 'UI', Value: [sopUid] },
    '00020010': { vr: 'UI', Value: [EXPLICIT_LITTLE_ENDIAN] },
    '00020012': { vr: 'UI', Value: [implementationUid] },
  });
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    ...study,
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: COMPREHENSIVE_3D_SR,
    SOPInstanceUID: sopUid,
    SeriesInstanceUID: seriesUid,
    Modality: 'SR',
    SeriesNumber: '99',
    InstanceNumber: '1',
    SeriesDescription: `Lung nodules. ${RESEARCH_USE}`,
    Manufacturer: 'Casebook',
    ManufacturerModelName: ALGORITHM_NAME,
    DeviceSerialNumber: '1',
    SoftwareVersions: softwareVersion,
    ReferencedPerformedProcedureStepSequence: [],
    SeriesDate: date,
    SeriesTime: time,
    ContentDate: date,
    ContentTime: time,
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: [
      {
        StudyInstanceUID: study.StudyInstanceUID,
        ReferencedSeriesSequence: evidence.map((series) => ({
          SeriesInstanceUID: series.seriesUid,
          ReferencedSOPSequence: series.images.map(({ sopClassUid, sopUid: image }) => ({
            ReferencedSOPClassUID: sopClassUid,
            ReferencedSOPInstanceUID: image,
          })),
        })),
      },
    ],
    ...content,
  });
  return new Uint8Array(file.write());
}

function dicomTime(at: Date): [date: string, time: string] {
  const [date, time] = at.toISOString().split('T') as [string, string];
  return [date.replaceAll('-', ''), time.slice(0, 8).replaceAll(':', '')];
}
