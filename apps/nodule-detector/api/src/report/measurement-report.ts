/** The findings of a study as the content of TID 1500, "Measurement Report" (PS3.16). */
import { RESEARCH_USE, type Finding } from '@casebook/nodule-detector-contract';
import { CODES } from './codes.js';
import { codeItem, container, imageItem, numberItem, sphereItem, templateOf, textItem, uidItem, type Item } from './content-items.js';

/** A file that shows a finding. */
export interface SourceImage {
  sopClassUid: string;
  sopUid: string;
}

export interface ReportedFinding {
  finding: Finding;
  frameOfReferenceUid: string;
  /** The slices it lies in; none where they are not known. */
  images: readonly SourceImage[];
  trackingUid: string;
}

export interface ReportContent {
  findings: readonly ReportedFinding[];
  /** Version of the model package, and from which probability on its findings are reported. */
  algorithm: { version: string; threshold: number };
  /** Of this software. */
  deviceUid: string;
}

export const ALGORITHM_NAME = 'Casebook nodule detector';

const REMARK = `${RESEARCH_USE} Marks are made by a neural network. The certainty is that of there being a nodule, no word on whether it is malignant; the volume is that of a sphere of the diameter.`;

/** The root content item: title, language, observer, procedure, remark, then a measurement group a nodule. */
export function measurementReport(content: ReportContent): Item {
  return {
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [CODES.title],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [templateOf('1500')],
    ContentSequence: [
      codeItem('HAS CONCEPT MOD', CODES.language, CODES.english),
      codeItem('HAS OBS CONTEXT', CODES.observerType, CODES.device),
      uidItem('HAS OBS CONTEXT', CODES.deviceUid, content.deviceUid),
      textItem('HAS OBS CONTEXT', CODES.deviceName, ALGORITHM_NAME),
      textItem('HAS OBS CONTEXT', CODES.deviceManufacturer, 'Casebook'),
      textItem('HAS OBS CONTEXT', CODES.deviceModel, ALGORITHM_NAME),
      codeItem('HAS CONCEPT MOD', CODES.procedure, CODES.chestCt),
      ...results(content),
      textItem('CONTAINS', CODES.comment, REMARK),
    ],
  };
}

function results({ findings, algorithm }: ReportContent): Item[] {
  if (findings.length === 0) return [container(CODES.evaluations, [codeItem('CONTAINS', CODES.nodule, CODES.notDetected)])];
  return [
    container(
      CODES.measurements,
      findings.map((finding, n) => group(finding, n + 1, algorithm)),
    ),
  ];
}

/** TID 1411, "Volumetric ROI Measurements and Qualitative Evaluations". */
function group(
  { finding, frameOfReferenceUid, images, trackingUid }: ReportedFinding,
  number: number,
  algorithm: ReportContent['algorithm'],
): Item {
  const { center, diameterMm, volumeMm3, probability, seriesUid, review } = finding;
  return container(
    CODES.group,
    [
      textItem('HAS OBS CONTEXT', CODES.trackingId, `Nodule ${number}`),
      uidItem('HAS OBS CONTEXT', CODES.trackingUid, trackingUid),
      codeItem('CONTAINS', CODES.finding, CODES.nodule),
      codeItem('HAS CONCEPT MOD', CODES.site, CODES.lung),
      // TID 4019, "Algorithm Identification"
      textItem('HAS CONCEPT MOD', CODES.algorithm, ALGORITHM_NAME),
      textItem('HAS CONCEPT MOD', CODES.algorithmVersion, algorithm.version),
      textItem('HAS CONCEPT MOD', CODES.algorithmParameters, `probability >= ${algorithm.threshold}`),
      sphereItem(CODES.surface, center, diameterMm, frameOfReferenceUid),
      ...(images.length > 0
        ? images.map((image) => imageItem(CODES.sourceImage, image))
        : [uidItem('CONTAINS', CODES.sourceSeries, seriesUid)]),
      numberItem(CODES.diameter, diameterMm, CODES.millimetre),
      numberItem(CODES.volume, volumeMm3, CODES.cubicMillimetre, [codeItem('HAS CONCEPT MOD', CODES.method, CODES.sphere)]),
      numberItem(CODES.certainty, 100 * probability, CODES.percent),
      ...(review ? [textItem('CONTAINS', CODES.comment, `${review.verdict} by a person, ${review.at}`)] : []),
    ],
    '1411',
  );
}
