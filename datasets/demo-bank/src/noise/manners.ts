/** What people put before and after what they want: greetings, politeness, circumstances, reasons to hurry. */
import type { Random } from '@casebook/data-pipelines/random';
import type { Segment } from '../grammar/expand.js';
import { deal, type Part } from '../parts.js';

const list = (text: string) => text.split('|').map((item) => item.replaceAll('_', ' '));

const before = deal(
  list(
    'hi,_|hello,_|hey,_|hi there,_|good morning,_|good evening,_|hiya,_|hello there. |hi! |hey larkspur,_|ok so_|so,_|um,_|right,_|quick question: |sorry to bother you,_|' +
      'excuse me,_|hello again,_|dear larkspur team,_|morning. |evening,_|hope you can help. |hi team,_|ok,_|well,_|now_|also,_|and_|one more thing: |oh and_|actually,_|yo,_|' +
      'hey there,_|hi it is me again,_|greetings,_|good day,_|alright,_|thanks. now_|i am in a bit of a rush. |my phone is about to die, so_|i am new here. |just got home. |' +
      'i am on the bus right now. |it is me again. |i cannot find it in the app: |not sure if you can help but_|my partner asked me: |before i forget: |sorry, another thing. ',
  ),
  'manners before',
);
/** After anything. */
const polite = deal(
  list(
    ', thanks|_thanks|, thank you|_pls|, cheers|, ta|, thanks in advance|_- thanks!|, kind regards|_thank you so much|_:)|, much appreciated|, i am in a hurry|, i really need to know',
  ),
  'manners after',
);
/** After a request only. */
const urging = deal(
  list(
    '_please|, please|_asap|_please and thank you|_if possible|_right now please|_for me please|, it is urgent|_when you get a chance|_quickly|, if you can|_if you do not mind|_straight away|_today if possible',
  ),
  'manners after a request',
);

const REQUEST =
  /^(?:please|can you|could you|would you|(?:i|I) (?:want|need)|(?:i|I)'d like|let me|let's|send|pay|transfer|move|show|list|give|add|set|make|cancel|stop|freeze|block|lock|unfreeze|unblock|unlock|activate|replace|order|top|put|change|exchange|convert|buy|sell|swap|raise|increase|lower|reset|close|open|get|find|report|dispute|wire|save|create|connect|check|issue|email|lift|turn|switch|remove) /;

/** Adds manners before, after, or none; a greeting is no intent of its own when something else is wanted. */
export function addManners(segments: Segment[], random: Random, part: Part): Segment[] {
  const text = segments.map((segment) => segment.text).join('');
  const first = random.chance(0.17) ? [{ text: random.pick(before[part]) }] : [];
  const after = REQUEST.test(text) && random.chance(0.7) ? urging : polite;
  const last = !/[.!?)]$/.test(text) && random.chance(0.16) ? [{ text: random.pick(after[part]) }] : [];
  return [...first, ...segments, ...last];
}
