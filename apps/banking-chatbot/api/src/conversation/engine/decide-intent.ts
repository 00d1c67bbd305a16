/** Which intent to act on, if any. */
import { QUESTION_INTENTS, type Intent, type QuestionIntent } from '@casebook/banking-chatbot-contract';
import { isTask } from '../flows/index.js';
import { plain } from '../readers/reader.js';
import type { Draft } from './draft.js';
import type { Move } from '../dialogue-state.js';

/** Calibrated probability from which an intent is acted on; between two forms one wants to be surer. */
export const ACT = 0.5;
export const INTERRUPT = 0.6;

export const isQuestion = (intent: Intent): intent is QuestionIntent => (QUESTION_INTENTS as readonly string[]).includes(intent);

export type Decision = { act: Intent; confidence: number } | { unsure: [Intent, Intent] } | { outside: true };

/** Of tasks and questions the likeliest two, where nothing is likely enough. */
export function decideIntent({ input: { understanding } }: Draft): Decision {
  const { intents, outOfScope } = understanding;
  const [top] = intents;
  if (!top || top.name === 'out_of_scope' || outOfScope.score >= outOfScope.threshold) return { outside: true };
  if (top.confidence >= ACT) return { act: top.name, confidence: top.confidence };
  const likely = intents.map(({ name }) => name).filter((name) => isTask(name) || isQuestion(name));
  return likely.length >= 2 ? { unsure: [likely[0]!, likely[1]!] } : { outside: true };
}

/** The button whose words were sent. */
export function pressedButton({ offered, input }: Draft): Move | undefined {
  const text = plain(input.text);
  return text === '' ? undefined : offered.find((button) => plain(button.text) === text)?.move;
}
