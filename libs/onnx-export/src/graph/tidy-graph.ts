/** Last touches to a graph's nodes: outputs get their names without copies, and what nobody reads goes. */
import { clone, create } from '@bufbuild/protobuf';
import { NodeProtoSchema, type NodeProto, type TensorProto } from 'onnx-buf';

/** An output's name and the edge that it shows. */
export interface NamedEnd {
  name: string;
  edge: string;
}

/** Renames the edges that become outputs; an input, a constant or an edge that is an output already is copied by Identity. */
export function rename(nodes: readonly NodeProto[], ends: readonly NamedEnd[]): NodeProto[] {
  const made = new Set(nodes.flatMap((node) => node.output));
  const names = new Map<string, string>();
  const copies: NodeProto[] = [];
  for (const { name, edge } of ends) {
    if (made.has(edge) && !names.has(edge)) names.set(edge, name);
    else
      copies.push(
        create(NodeProtoSchema, { opType: 'Identity', name: `output_${name}`, input: [names.get(edge) ?? edge], output: [name] }),
      );
  }
  const renamed = nodes.map((node) => {
    const copy = clone(NodeProtoSchema, node);
    copy.input = node.input.map((edge) => names.get(edge) ?? edge);
    copy.output = node.output.map((edge) => names.get(edge) ?? edge);
    return copy;
  });
  return [...renamed, ...copies];
}

/** The nodes and initialisers that the outputs need, in their order. */
export function onlyNeeded(nodes: readonly NodeProto[], initialisers: readonly TensorProto[], ends: readonly NamedEnd[]) {
  const needed = new Set(ends.map(({ name }) => name));
  const kept = [...nodes].reverse().filter((node) => {
    const isNeeded = node.output.some((edge) => needed.has(edge));
    if (isNeeded) node.input.forEach((edge) => needed.add(edge));
    return isNeeded;
  });
  for (const node of kept) dropUnreadOutputs(node, needed);
  return { nodes: kept.reverse(), initialisers: initialisers.filter(({ name }) => needed.has(name)) };
}

/** Operators whose every output may be left out. */
const optional = new Set(['RNN', 'GRU', 'LSTM']);

function dropUnreadOutputs(node: NodeProto, needed: ReadonlySet<string>): void {
  if (!optional.has(node.opType)) return;
  node.output = node.output.map((edge) => (needed.has(edge) ? edge : ''));
  while (node.output.at(-1) === '') node.output.pop();
}
