/** How people type: case, missing apostrophes and full stops, short forms of messages, slips of the finger. Spans move along. */
import type { Random } from '@casebook/data-pipelines/random';
import type { Segment } from '../grammar/expand.js';
import { contract, expandContractions, smsForms } from './forms.js';
import { slip } from './slips.js';

/** Changes the words outside of values; values keep their letters. */
const outside = (segments: Segment[], change: (text: string) => string) =>
  segments.map((segment) => (segment.slot ? segment : { ...segment, text: change(segment.text) }));
const all = (segments: Segment[], change: (text: string) => string) =>
  segments.map((segment) => ({ ...segment, text: change(segment.text) }));

/** Account numbers stay as they are: they are copied, not typed. */
const lower = (segments: Segment[]) =>
  segments.map((segment) => ({ ...segment, text: segment.slot === 'iban' ? segment.text : segment.text.toLowerCase() }));

/**
 * Distorts one sentence as a person's phone and hurry would; about a third stay as they were written.
 */
export function addNoise(segments: Segment[], random: Random): Segment[] {
  let noisy = segments;
  if (random.chance(0.15)) noisy = outside(noisy, random.chance(0.6) ? expandContractions : contract);
  if (random.chance(0.07)) noisy = outside(noisy, (text) => smsForms(text, random));
  if (random.chance(0.14)) noisy = slip(noisy, random);
  if (random.chance(0.03)) noisy = slip(noisy, random);
  if (random.chance(0.3)) noisy = outside(noisy, (text) => text.replace(/['’]/g, ''));
  if (random.chance(0.02)) noisy = all(noisy, (text) => text.toUpperCase());
  else if (random.chance(0.42)) noisy = lower(noisy);
  else if (random.chance(0.6)) noisy = capitalise(noisy);
  return random.chance(0.5) ? noisy : endWith(noisy, random);
}

function capitalise(segments: Segment[]): Segment[] {
  const [first, ...rest] = segments;
  return first ? [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest] : [];
}

const QUESTION =
  /(?:^|[,.!:] +|\b(?:so|and|but|now) )(?:what|when|where|why|how|who|which|whose|can|could|is|are|do|does|did|will|would|should|may|has|have you|was|am)\b/i;

/** A full stop, question or exclamation mark, where the sentence ends with none. */
function endWith(segments: Segment[], random: Random): Segment[] {
  const text = segments.map((segment) => segment.text).join('');
  if (!/[\p{L}\d]$/u.test(text)) return segments;
  const mark = QUESTION.test(text) ? random.pick(['?', '?', '?', '??', '']) : random.pick(['.', '.', '.', '!', '..', '']);
  return mark === '' ? segments : [...segments, { text: mark }];
}
