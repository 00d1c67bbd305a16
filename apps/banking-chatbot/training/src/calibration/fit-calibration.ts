/** What a package's `calibration.json` and `out-of-scope.safetensors` hold, from the outputs of any model. */
import {
  type CalibrationFile,
  type DetectorHead,
  type Head,
  type LabelsFile,
  NEIGHBOUR_SCALE,
  outOfScopeTensors,
  PACKAGE_FILES,
  sigmoid,
} from '@casebook/banking-chatbot-contract/understanding';
import { type SafeTensor, writeSafetensors } from '@casebook/safetensors';
import { type DetectorData, type FittedDetector, fitDetector } from './fit-detector.js';
import { fitBinaryTemperature, fitTemperature } from './fit-temperature.js';

/** What a head says of validation data: a message, or a word for taggers, with its logits; `label` of heads with one, `labels` with several. */
export interface HeadExample {
  logits: ArrayLike<number>;
  label?: number;
  labels?: ReadonlySet<number>;
}

export interface FittedCalibration {
  calibration: CalibrationFile;
  tensors: Record<string, SafeTensor>;
}

/**
 * @param examples of validation data; examples without a label are left out
 * @param detectors for the heads that tell what is out of their scope
 * @throws {InvalidInputError} as `fitDetector`
 *
 * @example
 * const fitted = fitCalibration(labels, { banking77: examples }, { clinc150: { labels, train, validation, falseRejectionRate: 0.05, seed: 1 } });
 * Object.assign(files, calibrationFiles(fitted));
 */
export function fitCalibration(
  heads: LabelsFile,
  examples: Partial<Record<Head, readonly HeadExample[]>>,
  detectors: Partial<Record<DetectorHead, DetectorData>>,
): FittedCalibration {
  const calibration: CalibrationFile = { temperatures: {}, labelThresholds: {}, outOfScope: {} };
  for (const [name, rows] of Object.entries(examples) as [Head, HeadExample[]][]) {
    if (heads[name]?.kind === 'multi') {
      const labelled = rows.map(({ logits, labels = new Set<number>() }) => ({ logits, labels }));
      const temperature = fitBinaryTemperature(labelled);
      calibration.temperatures[name] = temperature;
      calibration.labelThresholds[name] = bestLabelThreshold(labelled, temperature);
    } else {
      calibration.temperatures[name] = fitTemperature(
        rows.flatMap(({ logits, label }) => (label === undefined || label < 0 ? [] : [{ logits, label }])),
      );
    }
  }
  const tensors: Record<string, SafeTensor> = {};
  for (const [head, data] of Object.entries(detectors) as [DetectorHead, DetectorData][]) {
    const fitted = fitDetector(data);
    calibration.outOfScope[head] = fitted.detector;
    Object.assign(tensors, tensorsOf(head, fitted, data.train.dimension));
  }
  return { calibration, tensors };
}

/** By name, as they lie in a package. */
export const calibrationFiles = ({ calibration, tensors }: FittedCalibration): Record<string, string | Uint8Array> => ({
  [PACKAGE_FILES.calibration]: JSON.stringify(calibration, null, 1),
  [PACKAGE_FILES.outOfScope]: writeSafetensors(tensors),
});

/** The probability, in steps of 0.01, from which giving a label gives the best micro F1; the lowest of equals. */
function bestLabelThreshold(rows: readonly { logits: ArrayLike<number>; labels: ReadonlySet<number> }[], temperature: number): number {
  let best = { f1: -1, threshold: 0.5 };
  const probabilities = rows.map(({ logits }) => Array.from(logits, (logit) => sigmoid(logit / temperature)));
  const wanted = rows.reduce((sum, { labels }) => sum + labels.size, 0);
  for (let percent = 1; percent < 100; percent++) {
    let [right, given] = [0, 0];
    probabilities.forEach((row, at) =>
      row.forEach((p, label) => {
        if (p < percent / 100) return;
        given++;
        if (rows[at]!.labels.has(label)) right++;
      }),
    );
    const f1 = (2 * right) / Math.max(1, given + wanted);
    if (f1 > best.f1) best = { f1, threshold: percent / 100 };
  }
  return best.threshold;
}

function tensorsOf(head: DetectorHead, { familiar }: FittedDetector, dimension: number): Record<string, SafeTensor> {
  const names = outOfScopeTensors(head);
  const floats = (data: Float32Array): SafeTensor => ({
    dtype: 'F32',
    shape: [data.length / dimension, dimension],
    data: Float32Array.from(data),
  });
  return {
    [names.factor]: floats(familiar.classes.factor),
    [names.means]: floats(familiar.classes.means),
    [names.backgroundFactor]: floats(familiar.background.factor),
    [names.backgroundMean]: floats(familiar.background.means),
    [names.neighbours]: {
      dtype: 'I8',
      shape: [familiar.neighbours.length / dimension, dimension],
      data: Int8Array.from(familiar.neighbours, (value) => Math.round(value * NEIGHBOUR_SCALE)),
    },
  };
}
