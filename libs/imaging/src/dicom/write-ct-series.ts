/** A volume as the DICOM files of a CT series. */
import dcmjs from 'dcmjs';
import { createHash } from 'node:crypto';
import { toPatient, type Volume } from '../volume/volume.js';

const { DicomDict, DicomMetaDictionary } = dcmjs.data;

export interface CtSeriesOptions {
  /** Unique identifiers are derived from this name: the same name and volume give the same bytes. */
  name: string;
  patientId?: string;
  patientName?: string;
  seriesDescription?: string;
  /** Further attributes, by keyword, of each slice. */
  extra?: (slice: number) => Record<string, unknown>;
}

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';

/** A unique identifier from a text, under the root for derived ones (PS3.5 B.2): 2.25 and a number of 122 bits. */
export const uidOf = (text: string): string => `2.25.${BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 30)}`)}`;

/** One file a slice, explicit little endian, signed 16 bits of Hounsfield units. */
export function* writeCtSeries(volume: Volume, options: CtSeriesOptions): Generator<{ name: string; bytes: Uint8Array }> {
  const [columns, rows, slices] = volume.size;
  for (let k = 0; k < slices; k++) {
    const plane = volume.voxels.slice(k * columns * rows, (k + 1) * columns * rows);
    const sop = uidOf(`${options.name}/${k}`);
    const dict = new DicomDict({
      '00020010': { vr: 'UI', Value: [EXPLICIT_LITTLE_ENDIAN] },
      '00020002': { vr: 'UI', Value: [CT_IMAGE_STORAGE] },
      '00020003': { vr: 'UI', Value: [sop] },
      '00020012': { vr: 'UI', Value: [uidOf('casebook')] },
    });
    dict.dict = DicomMetaDictionary.denaturalizeDataset({
      SOPClassUID: CT_IMAGE_STORAGE,
      SOPInstanceUID: sop,
      StudyInstanceUID: uidOf(`${options.name}/study`),
      SeriesInstanceUID: uidOf(`${options.name}/series`),
      FrameOfReferenceUID: uidOf(`${options.name}/frame`),
      Modality: 'CT',
      ImageType: ['DERIVED', 'PRIMARY', 'AXIAL'],
      PatientID: options.patientId ?? options.name,
      PatientName: options.patientName ?? options.name,
      PatientBirthDate: '',
      PatientSex: '',
      StudyDate: '20260101',
      StudyTime: '120000',
      AccessionNumber: '',
      ReferringPhysicianName: '',
      StudyID: '1',
      SeriesNumber: '1',
      SeriesDescription: options.seriesDescription ?? 'Synthetic CT',
      BodyPartExamined: 'CHEST',
      Manufacturer: 'Casebook',
      PositionReferenceIndicator: '',
      KVP: '',
      AcquisitionNumber: '1',
      InstanceNumber: String(k + 1),
      ImagePositionPatient: toPatient(volume, [0, 0, k]).map(decimal),
      ImageOrientationPatient: [...volume.direction[0], ...volume.direction[1]].map(decimal),
      SliceThickness: decimal(volume.spacing[2]),
      PixelSpacing: [decimal(volume.spacing[1]), decimal(volume.spacing[0])],
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: rows,
      Columns: columns,
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 1,
      RescaleIntercept: '0',
      RescaleSlope: '1',
      RescaleType: 'HU',
      ...options.extra?.(k),
      PixelData: plane.buffer,
      _vrMap: { PixelData: 'OW' },
    });
    yield { name: `${String(k + 1).padStart(4, '0')}.dcm`, bytes: new Uint8Array(dict.write()) };
  }
}

/** A decimal string of at most 16 characters (PS3.5, DS). */
const decimal = (value: number): string => String(Number(value.toFixed(9))).slice(0, 16);
