/** A detector in the form of the package, for specs: it lights up where it is bright and dark around. No learning, but a real ONNX file that really finds balls. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import { tinyOnnx } from '@casebook/model-packages/testing';
import {
  CONTRACT_NAME,
  contractHash,
  DETECTOR_INPUT,
  DETECTOR_OUTPUTS,
  PACKAGE_FILES,
  PACKAGE_NAME,
  REDUCER_INPUT,
  REDUCER_OUTPUT,
  type DetectorSettings,
} from '@casebook/nodule-detector-contract/detector';

/** mm; what it says of each nodule. */
export const TINY_DIAMETER = 18;

const box = ['depth', 'height', 'width'];
const cells = box.map((side) => `${side}/4`);
const tensor = (name: string, channels: number) => ({ name, shape: ['batch', ...cells, channels] });

/**
 * Mean of a cell of 4 mm less the mean of the 20 mm around it, through a sigmoid: 0.5 where the difference is 43 % of the window.
 *
 * @param slowness how often the whole tile is smoothed for nothing: for specs that need a search to last
 */
export const tinyDetectorOnnx = (slowness = 0) =>
  tinyOnnx({
    inputs: [{ name: DETECTOR_INPUT, shape: ['batch', ...box, 1] }],
    outputs: [tensor(DETECTOR_OUTPUTS.heat, 1), tensor(DETECTOR_OUTPUTS.offset, 3), tensor(DETECTOR_OUTPUTS.size, 1)],
    nodes: [
      { op: 'Transpose', inputs: [DETECTOR_INPUT], outputs: ['image'], lists: { perm: [0, 4, 1, 2, 3] } },
      { op: 'AveragePool', inputs: ['image'], outputs: ['near'], lists: { kernel_shape: [4, 4, 4], strides: [4, 4, 4] } },
      {
        op: 'AveragePool',
        inputs: ['image'],
        outputs: ['far'],
        lists: { kernel_shape: [20, 20, 20], strides: [4, 4, 4], pads: [8, 8, 8, 8, 8, 8] },
      },
      { op: 'Sub', inputs: ['near', 'far'], outputs: ['contrast'] },
      ...idle(slowness),
      { op: 'Sub', inputs: ['worked', 'least'], outputs: ['above'] },
      { op: 'Mul', inputs: ['above', 'steepness'], outputs: ['logit'] },
      { op: 'Sigmoid', inputs: ['logit'], outputs: ['heatChannelsFirst'] },
      { op: 'Transpose', inputs: ['heatChannelsFirst'], outputs: [DETECTOR_OUTPUTS.heat], lists: { perm: [0, 2, 3, 4, 1] } },
      { op: 'Mul', inputs: [DETECTOR_OUTPUTS.heat, 'nothing'], outputs: ['zero'] },
      { op: 'Add', inputs: ['zero', 'logDiameter'], outputs: [DETECTOR_OUTPUTS.size] },
      { op: 'Concat', inputs: ['zero', 'zero', 'zero'], outputs: [DETECTOR_OUTPUTS.offset], integers: { axis: 4 } },
    ],
    constants: {
      least: { shape: [], data: Float32Array.of(0.43) },
      steepness: { shape: [], data: Float32Array.of(20) },
      nothing: { shape: [], data: Float32Array.of(0) },
      logDiameter: { shape: [], data: Float32Array.of(Math.log(TINY_DIAMETER)) },
    },
  });

/** From `contrast` to `worked`, which is the same: each smoothing waits for the one before. */
function idle(times: number) {
  const smooth = Array.from({ length: times }, (_, n) => ({
    op: 'AveragePool',
    inputs: [n === 0 ? 'image' : `smooth${n}`],
    outputs: [`smooth${n + 1}`],
    lists: { kernel_shape: [5, 5, 5], pads: [2, 2, 2, 2, 2, 2] },
  }));
  if (times === 0) return [{ op: 'Identity', inputs: ['contrast'], outputs: ['worked'] }];
  return [
    ...smooth,
    { op: 'AveragePool', inputs: [`smooth${times}`], outputs: ['cells'], lists: { kernel_shape: [4, 4, 4], strides: [4, 4, 4] } },
    { op: 'Mul', inputs: ['cells', 'nothing'], outputs: ['nil'] },
    { op: 'Add', inputs: ['contrast', 'nil'], outputs: ['worked'] },
  ];
}

/** Says 0.9 of every cube. */
const tinyReducerOnnx = () =>
  tinyOnnx({
    inputs: [{ name: REDUCER_INPUT, shape: ['batch', 32, 32, 32, 1] }],
    outputs: [{ name: REDUCER_OUTPUT, shape: ['batch', 1] }],
    nodes: [
      { op: 'Flatten', inputs: [REDUCER_INPUT], outputs: ['flat'], integers: { axis: 1 } },
      { op: 'ReduceMean', inputs: ['flat'], outputs: ['mean'], integers: { keepdims: 1 }, lists: { axes: [1] } },
      { op: 'Mul', inputs: ['mean', 'nothing'], outputs: ['zero'] },
      { op: 'Add', inputs: ['zero', 'sure'], outputs: [REDUCER_OUTPUT] },
    ],
    constants: { nothing: { shape: [], data: Float32Array.of(0) }, sure: { shape: [], data: Float32Array.of(0.9) } },
  });

export const TINY_SETTINGS: DetectorSettings = { candidateThreshold: 0.3, reducerWeight: 0.2, threshold: 0.5, falsePositivesPerScan: 1 };

export interface TinyOptions {
  /** Whether there is a second network. */
  reducer?: boolean;
  version?: string;
  /** See `tinyDetectorOnnx`. */
  slowness?: number;
}

/** A registry with the package as champion, in a folder of its own. */
export async function tinyRegistry(options: TinyOptions = {}): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'casebook-nodules-'));
  await publishTiny(root, options);
  return root;
}

export async function publishTiny(root: string, { reducer = true, version = '0.0.1', slowness = 0 }: TinyOptions = {}): Promise<void> {
  const registry = openRegistry(root);
  await registry.publish({
    name: PACKAGE_NAME,
    version,
    createdAt: '2026-01-01T00:00:00Z',
    description: 'Finds what is bright in the dark.',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: { name: 'none', sha256: 'd'.repeat(64), split: { kind: 'temporal', before: '2026-01-01' }, seed: 1 },
    metrics: [],
    training: {},
    licence: { spdx: 'Apache-2.0', attribution: [] },
    files: {
      [PACKAGE_FILES.detector]: tinyDetectorOnnx(slowness),
      ...(reducer ? { [PACKAGE_FILES.reducer]: tinyReducerOnnx() } : {}),
      [PACKAGE_FILES.settings]: JSON.stringify(TINY_SETTINGS),
      'reference.json': JSON.stringify({ formatVersion: 1, rows: 2, columns: [] }),
      'MODEL_CARD.md': '# Finds what is bright in the dark\n',
    },
  });
  await registry.setAlias(PACKAGE_NAME, 'champion', version);
}
