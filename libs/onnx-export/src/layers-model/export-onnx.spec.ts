import { fromBinary } from '@bufbuild/protobuf';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { registerLayerExporter } from './exporter-registry.js';
import { parity } from './parity.fixture.js';

class Scale extends tf.layers.Layer {
  static readonly className: string = 'SpecScale';
  private scale: tf.LayerVariable;
  override build(shape: tf.Shape) {
    this.scale = this.addWeight('scale', [shape.at(-1)!], 'float32', tf.initializers.ones());
    super.build(shape);
  }
  override call(inputs: tf.Tensor | tf.Tensor[]) {
    return tf.mul(Array.isArray(inputs) ? inputs[0]! : inputs, this.scale.read());
  }
}
tf.serialization.registerClass(Scale);
class Unknown extends Scale {
  static override readonly className = 'SpecUnknown';
}

const nodesOf = (bytes: Uint8Array) => fromBinary(ModelProtoSchema, bytes).graph!.node.map(({ name, opType }) => [name, opType]);

describe('exportOnnx', () => {
  it('writes a Sequential model with nodes named after its layers', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 5, activation: 'relu', inputShape: [4], name: 'hidden' }),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 3, activation: 'softmax', name: 'classes' }),
      ],
    });
    const { error, shapes, bytes } = await parity(model, [[2, 4]]);
    expect(error).toBeLessThanOrEqual(1e-5);
    expect(shapes).toEqual([[2, 3]]);
    expect(nodesOf(bytes)).toEqual([
      ['hidden/Gemm', 'Gemm'],
      ['hidden/Relu', 'Relu'],
      ['classes/Gemm', 'Gemm'],
      ['classes/Softmax', 'Softmax'],
    ]);
  });

  it('names inputs and outputs as told', async () => {
    const [a, b] = [tf.input({ shape: [3], name: 'a' }), tf.input({ shape: [3], name: 'b' })];
    const model = tf.model({ inputs: [a, b], outputs: tf.layers.add().apply([a, b]) as tf.SymbolicTensor });
    const { graph } = fromBinary(ModelProtoSchema, await exportOnnx(model, { inputNames: { b: 'input_b' }, outputNames: ['sum'] }));
    expect([...graph!.input, ...graph!.output].map(({ name }) => name)).toEqual(['a', 'input_b', 'sum']);
  });

  it('writes several inputs and outputs, shared layers and models inside models', async () => {
    const shared = tf.layers.dense({ units: 4, name: 'shared' });
    const head = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [4] })], name: 'head' });
    const [a, b] = [tf.input({ shape: [3], name: 'a' }), tf.input({ shape: [3], name: 'b' })];
    const [left, right] = [shared.apply(a) as tf.SymbolicTensor, shared.apply(b) as tf.SymbolicTensor];
    const model = tf.model({ inputs: [a, b], outputs: [head.apply(left) as tf.SymbolicTensor, right, a] });
    const { error, bytes } = await parity(model, [
      [2, 3],
      [2, 3],
    ]);
    expect(error).toBeLessThanOrEqual(1e-5);
    const { initializer } = fromBinary(ModelProtoSchema, bytes).graph!;
    expect(initializer.map(({ name }) => name).filter((name) => name.startsWith('shared'))).toHaveLength(2);
  });

  it('writes a layer of your own once its exporter is registered', async () => {
    registerLayerExporter('SpecScale', ({ graph, inputs, parameter }) => graph.node('Mul', [inputs[0]!, parameter('scale')]));
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [3] }), new Scale({ name: 'scale' })] });
    expect((await parity(model, [[2, 3]])).error).toBeLessThanOrEqual(1e-5);
  });

  it('takes types and dimensions of inputs, names of outputs, description and metadata', async () => {
    const model = tf.sequential({ layers: [tf.layers.embedding({ inputDim: 4, outputDim: 2, name: 'words' })] });
    const input = model.inputs[0]!.sourceLayer.name;
    const bytes = await exportOnnx(model, {
      name: 'text',
      description: 'words to vectors',
      metadata: { contract: 'abc' },
      inputTypes: { [input]: 'int64' },
      dimensions: { [input]: ['batch', 'length'], vectors: ['batch', 'length', 2] },
      outputNames: ['vectors'],
    });
    const { graph, docString, metadataProps } = fromBinary(ModelProtoSchema, bytes);
    expect([graph!.name, docString, metadataProps[0]!.value]).toEqual(['text', 'words to vectors', 'abc']);
    const described = [...graph!.input, ...graph!.output].map(({ name, type }) => {
      if (type?.value.case !== 'tensorType') throw new Error('no tensor');
      return [name, type.value.value.elemType, type.value.value.shape!.dim.map(({ value }) => value.value)];
    });
    expect(described).toEqual([
      [input, 7, ['batch', 'length']],
      ['vectors', 1, ['batch', 'length', 2n]],
    ]);
  });

  it('writes the same bytes whichever backend holds the weights', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });
    const onCpu = await exportOnnx(model);
    try {
      expect(await tf.setBackend('wasm')).toBe(true);
      model.setWeights(model.getWeights().map((weight) => weight.mul(1)));
      expect(await exportOnnx(model)).toEqual(onCpu);
    } finally {
      await tf.setBackend('cpu');
    }
  });

  it('names the layer, its class and the cure where a layer cannot be written', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [3] }), new Unknown({ name: 'mine' })] });
    await expect(exportOnnx(model)).rejects.toThrow(/"mine" \(SpecUnknown\).*registerLayerExporter\('SpecUnknown'/);
    await expect(exportOnnx(model)).rejects.toMatchObject({ code: 'ONNX_LAYER' });
  });

  it('refuses a model that is not built', async () => {
    await expect(exportOnnx(tf.sequential())).rejects.toMatchObject({ code: 'ONNX_MODEL' });
  });
});
