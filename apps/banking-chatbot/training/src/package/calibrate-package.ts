/** Fits temperatures, thresholds and the out-of-scope detectors on what the served file says of the validation parts. */
import { OUT_OF_SCOPE } from '@casebook/banking-chatbot-contract';
import type { DetectorHead, Head, LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import { withSession } from '@casebook/onnx-export';
import { type FittedCalibration, fitCalibration, type HeadExample } from '../calibration/fit-calibration.js';
import type { DetectorData } from '../calibration/fit-detector.js';
import { NO_CLASS } from '../corpora/corpus.js';
import { type Part, sampleOf } from '../network/text-batches.js';
import type { Parts } from '../system/material.js';
import { collectOutputs, type Outputs } from './collect-outputs.js';

/** Share of validation messages in scope that may be turned away. */
export const FALSE_REJECTION_RATE = 0.05;
/** Training texts of a corpus whose embeddings are remembered, at most. */
const REMEMBERED = 8000;

/** Training texts of each label that the package carries for k-nearest. */
const NEIGHBOURS = 5;

const DETECTED: Record<DetectorHead, { rejectedLabel?: string }> = { intent: { rejectedLabel: OUT_OF_SCOPE }, clinc150: {} };

export interface CalibratedPackage extends FittedCalibration {
  /** Of each part's validation texts. */
  validation: Outputs[];
}

export async function calibratePackage(onnx: Uint8Array, { train, validation }: Parts, seed: number): Promise<CalibratedPackage> {
  return withSession(onnx, async (session) => {
    const outputs: Outputs[] = [];
    for (const part of validation) outputs.push(await collectOutputs(session, part));
    const heads = Object.assign({}, ...validation.map((part) => part.heads)) as Part['heads'];
    const examples = Object.fromEntries(
      validation.flatMap((part, i) => headsIn(part).map((head) => [head, examplesOf(part, outputs[i]!, head)] as const)),
    );
    const detectors: Partial<Record<DetectorHead, DetectorData>> = {};
    for (const head of Object.keys(DETECTED) as DetectorHead[]) {
      const i = validation.findIndex((part) => part.heads[head]);
      if (i < 0) continue;
      const remembered = sampleOf(train[i]!, REMEMBERED, seed);
      const { embeddings, dimension } = await collectOutputs(session, remembered, 16);
      detectors[head] = detectorData(head, remembered, { data: embeddings, dimension }, validation[i]!, outputs[i]!, seed);
    }
    return { ...fitCalibration(heads, examples, detectors), validation: outputs };
  });
}

const headsIn = (part: Part) => Object.keys(part.heads) as Head[];

function examplesOf({ examples, heads }: Part, { logits }: Outputs, head: Head): HeadExample[] {
  const { kind, labels } = heads[head]!;
  return examples.flatMap(({ targets }, row): HeadExample[] => {
    const [target, said] = [targets[head]!, logits[head]![row]!];
    if (kind === 'single') return [{ logits: said, label: target as number }];
    if (kind === 'multi') return [{ logits: said, labels: new Set(target as number[]) }];
    const tags = target as readonly number[];
    return tags.flatMap((label, token) =>
      label < 0 ? [] : [{ logits: said.subarray(token * labels.length, (token + 1) * labels.length), label }],
    );
  });
}

function detectorData(
  head: DetectorHead,
  remembered: Part,
  embeddings: { data: Float32Array; dimension: number },
  part: Part,
  { logits, embeddings: vectors, dimension }: Outputs,
  seed: number,
): DetectorData {
  const { labels } = part.heads[head] as LabelSet;
  const { rejectedLabel } = DETECTED[head];
  const rejected = rejectedLabel === undefined ? NO_CLASS : labels.indexOf(rejectedLabel);
  const inScope = (target: unknown) => (target as number) >= 0 && target !== rejected;
  const kept = remembered.examples.flatMap(({ targets }, row) => (inScope(targets[head]) ? [row] : []));
  const data = new Float32Array(kept.length * dimension);
  kept.forEach((row, i) => data.set(embeddings.data.subarray(row * dimension, (row + 1) * dimension), i * dimension));
  return {
    labels,
    ...(rejectedLabel !== undefined && { rejectedLabel }),
    train: { data, dimension, targets: kept.map((row) => remembered.examples[row]!.targets[head] as number) },
    validation: part.examples.map(({ targets }, row) => ({
      logits: logits[head]![row]!,
      embedding: vectors.subarray(row * dimension, (row + 1) * dimension),
      outOfScope: !inScope(targets[head]),
    })),
    falseRejectionRate: FALSE_REJECTION_RATE,
    neighboursPerLabel: NEIGHBOURS,
    seed,
  };
}
