/** The files of the assistant's model package beyond the manifest: names, and the forms of `labels.json` and `calibration.json`. */
import { z } from 'zod';

export const PACKAGE_NAME = 'banking-assistant';

export const PACKAGE_FILES = {
  /** Where transformers.js looks for it under `dtype: 'q8'`. */
  model: 'onnx/model_quantized.onnx',
  tokenizer: 'tokenizer.json',
  labels: 'labels.json',
  calibration: 'calibration.json',
  outOfScope: 'out-of-scope.safetensors',
} as const;

/** All int64 [batch, length]: the inputs of BERT as transformers.js feeds them. */
export const MODEL_INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;

/** A head and the graph's output with its logits: [batch, labels], for taggers [batch, length, labels]. */
export const HEAD_OUTPUTS = {
  intent: 'logits',
  slot: 'slot_logits',
  banking77: 'banking77_logits',
  clinc150: 'clinc150_logits',
  multidogo_intent: 'multidogo_intent_logits',
  multidogo_slot: 'multidogo_slot_logits',
  nlupp_intent: 'nlupp_intent_logits',
  nlupp_slot: 'nlupp_slot_logits',
} as const;
export type Head = keyof typeof HEAD_OUTPUTS;
export const HEADS = Object.keys(HEAD_OUTPUTS) as [Head, ...Head[]];

/** Output of the encoder: its pooled vector of the message at unit length, [batch, dimension]. */
export const EMBEDDING_OUTPUT = 'embedding';

/** `single`: one label a message; `multi`: any number; `bio` and `io`: one tag a word (Ramshaw and Marcus 1995). */
export const HEAD_KINDS = ['single', 'multi', 'bio', 'io'] as const;
export type HeadKind = (typeof HEAD_KINDS)[number];

const labelSetSchema = z.strictObject({ kind: z.enum(HEAD_KINDS), labels: z.array(z.string().min(1)).min(2) });
export type LabelSet = z.infer<typeof labelSetSchema>;

/** `labels.json`: labels of each head in the order of its logits. */
export const labelsFileSchema = z.partialRecord(z.enum(HEADS), labelSetSchema);
export type LabelsFile = z.infer<typeof labelsFileSchema>;

/** How strange a message is, each by its own measure; higher is stranger. */
export const OUT_OF_SCOPE_SCORES = ['max-softmax', 'energy', 'mahalanobis', 'relative-mahalanobis', 'k-nearest', 'rejected-label'] as const;
export type OutOfScopeScore = (typeof OUT_OF_SCOPE_SCORES)[number];

const detectorSchema = z.strictObject({
  /** The head's own label for what is out of scope, where it has one; the other scores leave its logit out. */
  rejectedLabel: z.string().optional(),
  /** Neighbour that `k-nearest` measures the distance to, from 1. */
  k: z.int().positive(),
  /** Score = bias + Σ weight · (part − mean) / deviation: the logit of a logistic regression on validation data. */
  parts: z
    .array(z.strictObject({ score: z.enum(OUT_OF_SCOPE_SCORES), mean: z.number(), deviation: z.number().positive(), weight: z.number() }))
    .min(1),
  bias: z.number(),
  /** At or above it a message is out of scope. */
  threshold: z.number(),
  /** Share of validation messages in scope that the threshold turns away. */
  falseRejectionRate: z.number().min(0).max(1),
});
export type Detector = z.infer<typeof detectorSchema>;

/** `calibration.json`: set on validation data, never on what the model was trained on. */
export const calibrationFileSchema = z.strictObject({
  /** Logits are divided by it (Guo et al. 2017); 1 where a head is missing. */
  temperatures: z.partialRecord(z.enum(HEADS), z.number().positive()),
  /** Of heads with several labels: probability from which a label is given. */
  labelThresholds: z.partialRecord(z.enum(HEADS), z.number().gt(0).lt(1)),
  /** Heads that can tell what is out of their scope. */
  outOfScope: z.partialRecord(z.enum(['intent', 'clinc150']), detectorSchema),
});
export type CalibrationFile = z.infer<typeof calibrationFileSchema>;
export type DetectorHead = keyof CalibrationFile['outOfScope'];

/** Neighbours are stored as int8: unit vectors times this. */
export const NEIGHBOUR_SCALE = 127;

/**
 * Names in `out-of-scope.safetensors`. `factor` F [d, d] float32, lower triangular, makes |F (x − μ)|² the squared Mahalanobis
 * distance of an embedding; `means` [classes, d] are F μ of each class. `backgroundFactor`, `backgroundMean`: the same of one Gaussian over all classes.
 * `neighbours` [n, d] int8: embeddings of training messages times {@link NEIGHBOUR_SCALE}.
 */
export const outOfScopeTensors = (head: DetectorHead) => ({
  factor: `${head}.factor`,
  means: `${head}.means`,
  backgroundFactor: `${head}.background_factor`,
  backgroundMean: `${head}.background_mean`,
  neighbours: `${head}.neighbours`,
});
