/** Runs the tracker over annotated dialogues. */
import type { SgdDialogue, SgdService } from '@casebook/dataset-sgd-banks';
import { averageGoal, jointGoal } from './joint-goal.js';
import { DialogueTracker, NO_READING, type UtteranceReading } from './tracker.js';

export interface TurnScore {
  dialogue: string;
  /** Official joint goal accuracy of the turn, 0 to 1. */
  joint: number;
  /** Mean over the slots that are filled; NaN where none is. */
  average: number;
  /** The tracker has the annotated intent; NONE is not scored. */
  intent?: boolean;
}

export type ReadUtterance = (text: string) => UtteranceReading;

/**
 * @param services by name; a dialogue of several services is followed in each of them
 * @param read of any utterance; by the words alone unless told
 */
export function scoreDialogue(
  { dialogue_id: dialogue, turns }: SgdDialogue,
  services: ReadonlyMap<string, SgdService>,
  read: ReadUtterance = () => NO_READING,
): TurnScore[] {
  const trackers = new Map<string, DialogueTracker>();
  let system = '';
  const scores: TurnScore[] = [];
  for (const { speaker, utterance, frames } of turns) {
    if (speaker === 'SYSTEM') {
      system = utterance;
      continue;
    }
    for (const { service: name, state } of frames) {
      const service = services.get(name);
      if (!service || !state) continue;
      const tracker = trackers.get(name) ?? new DialogueTracker(service);
      trackers.set(name, tracker);
      const values = tracker.listen(utterance, system, read(utterance), read(system));
      const hypothesis = Object.fromEntries(Object.entries(values).map(([slot, value]) => [slot, [value]]));
      scores.push({
        dialogue,
        joint: jointGoal(state.slot_values, hypothesis, service),
        average: averageGoal(state.slot_values, hypothesis, service),
        ...(state.active_intent !== 'NONE' && { intent: tracker.intent === state.active_intent }),
      });
    }
  }
  return scores;
}
