/** Which attributes are of the study, and which of the series: what QIDO-RS answers at each level (PS3.18, 10.6.3.3). */
import type { DicomJson } from '../database/study.entity.js';

export const STUDY_TAGS = [
  '00080005', '00080020', '00080030', '00080050', '00080090', '00080201', '00081030',
  '00100010', '00100020', '00100030', '00100040', '00101010', '00101020', '00101030', '0020000D', '00200010', '00120062', '00280303',
]; // prettier-ignore

export const SERIES_TAGS = [
  '00080005', '00080021', '00080031', '00080060', '00080070', '0008103E', '00081090',
  '00180015', '00180050', '00180060', '00181210', '00185100', '0020000E', '00200011', '00200052', '00200060', '00400244', '00400245', '00400275',
]; // prettier-ignore

export const INSTANCE_TAGS = ['00080005', '00080008', '00080016', '00080018', '00200013', '00200032', '00200037', '00280008', '00280010', '00280011', '00280100']; // prettier-ignore

export const pickTags = (tags: DicomJson, which: readonly string[]): DicomJson =>
  Object.fromEntries(which.flatMap((tag) => (tags[tag] === undefined ? [] : [[tag, tags[tag]]])));
