/** Tells running out of memory from every other error. */

/** What V8, TensorFlow, WebAssembly (also as Emscripten aborts), WebGL and WebGPU say. */
const SAYINGS = [
  /out of memory|\bOOM\b|resource.?exhausted/i,
  /array buffer allocation failed|invalid (typed )?array (buffer )?length/i,
  /could not allocate|failed to allocate|(cannot|unable to) (enlarge|grow|allocate)|allocation failed/i,
  /exceeds? the (max|limit)|larger than the maximum|requested texture size/i,
  /memory access out of bounds/i,
];

/** Whether an error, or what caused it, is the engine's way to say that there is no memory left. */
export function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return typeof error === 'string' && SAYINGS.some((saying) => saying.test(error));
  return SAYINGS.some((saying) => saying.test(error.message)) || (error.cause !== undefined && isOutOfMemory(error.cause));
}
