/** A tree ensemble as an ONNX file holds it, in plain arrays. */
import { fromBinary } from '@bufbuild/protobuf';
import { type AttributeProto, ModelProtoSchema } from 'onnx-buf';

/** One tree; node 0 is the root. A value ≤ threshold goes left. */
export interface ServedTree {
  /** Column a node tests; −1 marks a leaf. */
  feature: number[];
  threshold: number[];
  left: number[];
  right: number[];
  /** Whether a missing value (NaN) goes left. */
  missingLeft: boolean[];
  /** What a leaf adds. */
  value: number[];
}

/** score = base + Σ over trees of the leaf that a row falls into. */
export interface ServedTrees {
  base: number;
  trees: ServedTree[];
}

const text = new TextDecoder();

/**
 * Reads a model that is one `TreeEnsembleRegressor` (ai.onnx.ml) with one target, sums, and tests of the kind `x ≤ threshold`.
 *
 * @returns undefined for any other model: ONNX Runtime knows all of them
 */
export function readTrees(bytes: Uint8Array): ServedTrees | undefined {
  const nodes = (fromBinary(ModelProtoSchema, bytes).graph?.node ?? []).filter(({ opType }) => opType !== 'Identity'); // it only renames
  const [node] = nodes;
  if (nodes.length !== 1 || node?.opType !== 'TreeEnsembleRegressor' || node.domain !== 'ai.onnx.ml') return undefined;
  const attributes = new Map(node.attribute.map((attribute) => [attribute.name, attribute]));
  const integers = (name: string) => Array.from(attributes.get(name)?.ints ?? [], Number);
  const floats = (name: string) => attributes.get(name)?.floats ?? [];
  const modes = (attributes.get('nodes_modes')?.strings ?? []).map((mode) => text.decode(mode));
  const known = modes.every((mode) => mode === 'BRANCH_LEQ' || mode === 'LEAF');
  const single = Number(attributes.get('n_targets')?.i ?? 1n) === 1 && integers('target_ids').every((target) => target === 0);
  const sums = is(attributes.get('aggregate_function'), 'SUM') && is(attributes.get('post_transform'), 'NONE');
  if (!known || !single || !sums || modes.length === 0 || floats('nodes_values').length !== modes.length) return undefined;

  const trees: ServedTree[] = [];
  const places = new Map<string, { tree: ServedTree; at: number }>();
  const treeIds = integers('nodes_treeids');
  const nodeIds = integers('nodes_nodeids');
  const byId = new Map<number, ServedTree>();
  const tree = (id: number) => {
    let found = byId.get(id);
    if (!found) {
      found = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [] };
      byId.set(id, found);
      trees.push(found);
    }
    return found;
  };
  treeIds.forEach((id, k) => places.set(`${id}/${nodeIds[k]}`, { tree: tree(id), at: tree(id).feature.push(-1) - 1 }));
  const [columns, thresholds] = [integers('nodes_featureids'), floats('nodes_values')];
  const [yes, no, missing] = [integers('nodes_truenodeids'), integers('nodes_falsenodeids'), integers('nodes_missing_value_tracks_true')];
  treeIds.forEach((id, k) => {
    const { tree: own, at } = places.get(`${id}/${nodeIds[k]}`)!;
    const leaf = modes[k] === 'LEAF';
    own.feature[at] = leaf ? -1 : columns[k]!;
    own.threshold[at] = thresholds[k]!;
    own.left[at] = leaf ? -1 : places.get(`${id}/${yes[k]}`)!.at;
    own.right[at] = leaf ? -1 : places.get(`${id}/${no[k]}`)!.at;
    own.missingLeft[at] = missing[k] === 1;
    own.value[at] = 0;
  });
  const [targetTrees, targetNodes, weights] = [integers('target_treeids'), integers('target_nodeids'), floats('target_weights')];
  weights.forEach((weight, k) => {
    const { tree: own, at } = places.get(`${targetTrees[k]}/${targetNodes[k]}`)!;
    own.value[at]! += weight;
  });
  return { base: floats('base_values')[0] ?? 0, trees };
}

/** Whether an attribute has its default, which is left out, or says the same. */
const is = (attribute: AttributeProto | undefined, value: string) => attribute === undefined || text.decode(attribute.s) === value;
