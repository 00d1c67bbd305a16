/** The model package: graph, tokeniser, labels, calibration, reference and card. */
import { createHash } from 'node:crypto';
import { CONTRACT_NAME, contractHash, MAX_TOKENS, PACKAGE_FILES, PACKAGE_NAME } from '@casebook/banking-chatbot-contract/understanding';
import type { PackageContents } from '@casebook/model-packages';
import type { CompressionRow } from '@casebook/training';
import { calibrationFiles } from '../calibration/fit-calibration.js';
import { BASE_ENCODERS } from '../encoder/base-encoders.js';
import type { AssistantNetwork } from '../network/assistant-network.js';
import { sampleOf } from '../network/text-batches.js';
import type { Choices } from '../system/choices.js';
import type { Material, Parts } from '../system/material.js';
import { calibratePackage } from './calibrate-package.js';
import { checkOnnx } from './check-onnx.js';
import { exportAssistant } from './export-assistant.js';
import { type CardInput, modelCard } from './model-card.js';
import { packageMetrics } from './package-metrics.js';
import { referenceOf } from './reference.js';
import { served } from './compress-assistant.js';
import { configJson, tokenizerConfigJson } from './transformers-files.js';

export interface PackageRequest {
  material: Material;
  student: { network: AssistantNetwork; parts: Parts };
  choices: Choices;
  version: string;
  /** ISO 8601; given, so that the same training gives the same bytes. */
  createdAt: string;
  /** The command that makes this package again. */
  command: string;
  /** The compression table, where it was made. */
  table?: readonly CompressionRow[];
}

/** Texts on which the exported network is compared with the trained one. */
const CHECKED = 16;

/** @throws {CasebookError} `ONNX_MISMATCH` */
export async function packageContents(request: PackageRequest): Promise<PackageContents> {
  const { material, student, choices, version, createdAt, command } = request;
  const { network, parts } = student;
  const worst = await checkOnnx(await exportAssistant(network), network, parts.validation[0]!.examples.slice(0, CHECKED));
  const onnx = await served(network);
  const validation = parts.validation.map((part) => sampleOf(part, choices.calibrated, choices.seed));
  const fitted = await calibratePackage(onnx, { ...parts, validation }, choices.seed);
  const metrics = packageMetrics(validation, fitted);
  const attribution = [
    `${choices.base} (${BASE_ENCODERS[choices.base].hub}), ${BASE_ENCODERS[choices.base].licence}: the encoder began as some of its layers`,
    ...material.corpora.map((corpus) => corpus.attribution),
  ];
  const { size } = material.base;
  const shape = { ...size, vocabulary: material.trimmed.kept.length, layers: choices.student.layers.length, maxPositions: MAX_TOKENS };
  const card: CardInput = {
    version,
    command,
    metrics,
    attribution,
    worst,
    bytes: onnx.length,
    parameters: network.model.countParams(),
    layers: shape.layers,
    corpora: material.corpora.map(({ name }) => name),
    ...(request.table && { table: request.table }),
  };
  const reference = referenceOf(validation[0]!, fitted.validation[0]!, fitted.calibration.temperatures.intent ?? 1);
  return {
    name: PACKAGE_NAME,
    version,
    createdAt,
    description:
      'Intents, slots and scope of messages to the demo bank Larkspur, and the label sets of public corpora, on one distilled BERT.',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: {
      name: material.corpora.map(({ name }) => name).join(' + '),
      sha256: fingerprint(material),
      split: { kind: 'held out of the training parts', seed: choices.seed },
      seed: choices.seed,
    },
    metrics,
    training: JSON.parse(JSON.stringify(choices)),
    licence: { spdx: 'Apache-2.0', attribution },
    files: {
      [PACKAGE_FILES.model]: onnx,
      [PACKAGE_FILES.tokenizer]: JSON.stringify(material.trimmed.json),
      [PACKAGE_FILES.labels]: JSON.stringify(network.heads, null, 1),
      ...calibrationFiles(fitted),
      'config.json': configJson(shape, network.heads.intent!.labels),
      'tokenizer_config.json': tokenizerConfigJson(),
      'reference.json': JSON.stringify(reference),
      'MODEL_CARD.md': modelCard(card),
    },
  };
}

/** Of all texts and labels, in their order. */
export function fingerprint({ corpora }: Pick<Material, 'corpora'>): string {
  const hash = createHash('sha256');
  for (const { name, train, validation } of corpora) hash.update(JSON.stringify([name, train, validation]));
  return hash.digest('hex');
}
