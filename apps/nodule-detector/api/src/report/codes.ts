/** Coded concepts of the report: DICOM (PS3.16, Annex D), SNOMED CT, UCUM. */

export interface Code {
  CodeValue: string;
  CodingSchemeDesignator: string;
  CodeMeaning: string;
}

const code =
  (scheme: string) =>
  (value: string, meaning: string): Code => ({
    CodeValue: value,
    CodingSchemeDesignator: scheme,
    CodeMeaning: meaning,
  });
const dcm = code('DCM');
const sct = code('SCT');
const ucum = code('UCUM');

export const CODES = {
  title: dcm('126000', 'Imaging Measurement Report'),
  language: dcm('121049', 'Language of Content Item and Descendants'),
  english: code('RFC5646')('en-US', 'English (United States)'),
  observerType: dcm('121005', 'Observer Type'),
  device: dcm('121007', 'Device'),
  deviceUid: dcm('121012', 'Device Observer UID'),
  deviceName: dcm('121013', 'Device Observer Name'),
  deviceManufacturer: dcm('121014', 'Device Observer Manufacturer'),
  deviceModel: dcm('121015', 'Device Observer Model Name'),
  procedure: dcm('121058', 'Procedure reported'),
  chestCt: code('LN')('24627-2', 'CT Chest'),
  comment: dcm('121106', 'Comment'),
  measurements: dcm('126010', 'Imaging Measurements'),
  group: dcm('125007', 'Measurement Group'),
  evaluations: code('UMLS')('C0034375', 'Qualitative Evaluations'),
  trackingId: dcm('112039', 'Tracking Identifier'),
  trackingUid: dcm('112040', 'Tracking Unique Identifier'),
  finding: dcm('121071', 'Finding'),
  nodule: sct('27925004', 'Nodule'),
  notDetected: sct('260415000', 'Not detected'),
  site: sct('363698007', 'Finding Site'),
  lung: sct('39607008', 'Lung'),
  algorithm: dcm('111001', 'Algorithm Name'),
  algorithmVersion: dcm('111003', 'Algorithm Version'),
  algorithmParameters: dcm('111002', 'Algorithm Parameters'),
  surface: dcm('121231', 'Volume Surface'),
  sourceImage: dcm('121233', 'Source image for segmentation'),
  sourceSeries: dcm('121232', 'Source series for segmentation'),
  diameter: sct('81827009', 'Diameter'),
  volume: sct('118565006', 'Volume'),
  certainty: dcm('111012', 'Certainty of Finding'),
  method: sct('370129005', 'Measurement Method'),
  sphere: dcm('121222', 'Volume of sphere'),
  millimetre: ucum('mm', 'millimeter'),
  cubicMillimetre: ucum('mm3', 'cubic millimeter'),
  percent: ucum('%', 'percent'),
} as const;
