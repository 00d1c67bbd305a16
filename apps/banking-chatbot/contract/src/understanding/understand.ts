/** From the model's outputs for one message to an `Understanding`. */
import { CorruptDataError } from '@casebook/core';
import type { Intent } from '../labels/intents.js';
import type { Slot } from '../labels/slots.js';
import type { IntentScore, Understanding } from './understanding.js';
import { decodeSlots } from './decode-slots.js';
import type { EncodedMessage } from './message-tokenizer.js';
import { type NamedTensor, type OutOfScopeDetector, readDetector } from './out-of-scope-detector.js';
import type { CalibrationFile, LabelsFile } from './package-files.js';
import { softmax } from './softmax.js';

/** The demo bank's heads of a package. */
export interface Reading {
  intents: readonly Intent[];
  intentTemperature: number;
  tags: readonly string[];
  slotTemperature: number;
  detector: OutOfScopeDetector;
}

/** Outputs of the graph for one message: `logits`, `slot_logits` [length, tags], `embedding`. */
export interface MessageOutputs {
  logits: ArrayLike<number>;
  slotLogits: ArrayLike<number>;
  embedding: Float32Array;
}

/** Less likely intents are not told, but for the two likeliest. */
const LEAST_CONFIDENCE = 0.02;
const MOST_INTENTS = 5;

/**
 * What is needed of a package's files, checked once.
 * @throws {CorruptDataError} `READING_INVALID` where a head or detector of the demo bank is missing; `DETECTOR_INVALID`
 */
export function createReading(labels: LabelsFile, calibration: CalibrationFile, tensors: ReadonlyMap<string, NamedTensor>): Reading {
  const { intent, slot } = labels;
  const detector = calibration.outOfScope.intent;
  if (intent?.kind !== 'single' || slot?.kind !== 'bio' || !detector) {
    throw new CorruptDataError(
      'READING_INVALID',
      'The package lacks the intents, the slots or the out-of-scope detector of the demo bank: train it with the demo bank among its corpora.',
    );
  }
  return {
    intents: intent.labels as Intent[],
    intentTemperature: calibration.temperatures.intent ?? 1,
    tags: slot.labels,
    slotTemperature: calibration.temperatures.slot ?? 1,
    detector: readDetector('intent', detector, intent.labels, tensors),
  };
}

/**
 * @param message what the customer wrote; offsets of slots are into it
 * @example
 * const encoded = tokenizer.encode(message);
 * understand(message, encoded, await infer(encoded), reading).intents[0]; // { name: 'freeze_card', confidence: 0.97 }
 */
export function understand(message: string, encoded: EncodedMessage, outputs: MessageOutputs, reading: Reading): Understanding {
  const { detector } = reading;
  return {
    intents: rankIntents(softmax(outputs.logits, reading.intentTemperature), reading.intents),
    slots: decodeSlots(encoded, outputs.slotLogits, reading.tags, 'bio', reading.slotTemperature).map(
      ({ label, start, end, confidence }) => ({ slot: label as Slot, text: message.slice(start, end), start, end, confidence }),
    ),
    outOfScope: { score: detector.score(outputs.logits, outputs.embedding), threshold: detector.threshold },
    embedding: outputs.embedding,
  };
}

function rankIntents(probabilities: Float64Array, names: readonly Intent[]): IntentScore[] {
  return names
    .map((name, i) => ({ name, confidence: probabilities[i]! }))
    .sort((a, b) => b.confidence - a.confidence)
    .filter(({ confidence }, rank) => rank < 2 || (rank < MOST_INTENTS && confidence >= LEAST_CONFIDENCE));
}
