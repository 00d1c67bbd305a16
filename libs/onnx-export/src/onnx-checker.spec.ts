import { describe, expect, it } from 'vitest';
import { OnnxGraph } from './graph/onnx-graph.js';
import { complaints, hasChecker } from './onnx-checker.fixture.js';

const twice = (declared: number) => {
  const graph = new OnnxGraph('twice');
  const x = graph.input('x', 'float32', ['batch', 3]);
  graph.output(graph.node('Mul', [x, graph.scalar(2)]), 'y', 'float32', ['batch', declared]);
  return graph.toBytes();
};

/** The other specs have their files checked where this one is not skipped. */
describe.skipIf(!hasChecker)("ONNX' checker", () => {
  it('finds no fault with a sound file, and finds a wrong shape and a damaged file', () => {
    expect(complaints([twice(3)])).toBe('');
    expect(complaints([twice(3), twice(4)])).toMatch(/Inferred shape and existing shape differ/);
    expect(complaints([twice(3).slice(0, 40)])).not.toBe('');
  });
});
