/** What the exporter reads of TensorFlow.js objects: their public members only, so that any version and backend of tfjs 4 works. */

export interface TfTensor {
  readonly shape: readonly number[];
  /** Asynchronous, because WebGPU cannot read synchronously. */
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
}

export interface TfVariable {
  readonly name: string;
  readonly originalName: string;
  read(): TfTensor;
}

/** A shape with the batch first; null is any length. */
export type TfShape = readonly (number | null)[];

export interface TfSymbolicTensor {
  readonly id: number;
  readonly name: string;
  readonly dtype: string;
  readonly shape: TfShape;
  readonly sourceLayer: TfLayer;
  readonly nodeIndex: number;
  readonly tensorIndex: number;
}

/** One call of a layer: a layer that is shared has several. */
export interface TfNode {
  readonly inputTensors: readonly TfSymbolicTensor[];
  readonly outputTensors: readonly TfSymbolicTensor[];
  readonly callArgs?: unknown;
}

/** Any `tf.layers.Layer`. */
export interface TfLayer {
  readonly name: string;
  readonly supportsMasking: boolean;
  readonly weights: readonly TfVariable[];
  readonly inboundNodes: readonly TfNode[];
  getClassName(): string;
  getConfig(): object;
}

/** Any `tf.LayersModel`, also as a layer of another one. */
export interface TfModel extends TfLayer {
  readonly layers: readonly TfLayer[];
  readonly inputs: readonly TfSymbolicTensor[];
  readonly outputs: readonly TfSymbolicTensor[];
}

export const isModel = (layer: TfLayer): layer is TfModel => 'layers' in layer && 'inputs' in layer && 'outputs' in layer;
