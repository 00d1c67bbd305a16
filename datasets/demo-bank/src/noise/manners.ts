/** What people put before and after what they want: greetings, politeness, reasons to hurry. */
import type { Random } from '@casebook/data-pipelines/random';
import type { Segment } from '../grammar/expand.js';
import { deal, type Part } from '../parts.js';

const before = deal(
  'hi, |hello, |hey, |hi there, |good morning, |good evening, |hiya, |hello there. |hi! |hey larkspur, |ok so |so, |um, |right, |quick question: |sorry to bother you, |excuse me, |hello again, |dear larkspur team, |morning. |evening, |hope you can help. |hi team, |ok, |well, |now |also, |and |one more thing: |oh and |actually, |yo, |hey there, |hi it is me again, |greetings, |good day, |alright, |thanks. now '.split(
    '|',
  ),
  'manners before',
);
const after = deal(
  ' please|, please|, thanks| thanks|, thank you| asap| pls|, cheers| please and thank you|, ta| if possible|, thanks in advance| right now please| - thanks!| for me please|, kind regards|, it is urgent| when you get a chance| quickly|, if you can| thank you so much| :)|, much appreciated|, i am in a hurry| if you do not mind'.split(
    '|',
  ),
  'manners after',
);

/** Adds manners before, after, or none; a greeting is no intent of its own when something else is wanted. */
export function addManners(segments: Segment[], random: Random, part: Part): Segment[] {
  const first = random.chance(0.17) ? [{ text: random.pick(before[part]) }] : [];
  const ends = /[.!?)]$/.test(segments.at(-1)?.text ?? '');
  const last = !ends && random.chance(0.16) ? [{ text: random.pick(after[part]) }] : [];
  return [...first, ...segments, ...last];
}
