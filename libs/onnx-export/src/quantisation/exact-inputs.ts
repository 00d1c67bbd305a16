/** Cuts a graph at edges, so that each part can be given exact inputs. */
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, TensorProto_DataType, ValueInfoProtoSchema } from 'onnx-buf';

export const exactName = (edge: string): string => `${edge}/exact`;

/**
 * The same model in which whoever reads one of the float32 edges reads a new input, `exactName(edge)`, instead; the edges are outputs.
 * What is then seen at an edge is the error of the nodes since the last edges alone.
 */
export function withExactInputs(bytes: Uint8Array, edges: readonly string[]): Uint8Array<ArrayBuffer> {
  const model = fromBinary(ModelProtoSchema, bytes);
  const graph = model.graph!;
  const cut = new Set(edges);
  for (const node of graph.node) node.input = node.input.map((edge) => (cut.has(edge) ? exactName(edge) : edge));
  const outputs = new Set(graph.output.map(({ name }) => name));
  for (const edge of edges) {
    const type = { value: { case: 'tensorType' as const, value: { elemType: TensorProto_DataType.FLOAT } } };
    graph.input.push(create(ValueInfoProtoSchema, { name: exactName(edge), type }));
    if (!outputs.has(edge)) graph.output.push(create(ValueInfoProtoSchema, { name: edge }));
  }
  return toBinary(ModelProtoSchema, model) as Uint8Array<ArrayBuffer>;
}
