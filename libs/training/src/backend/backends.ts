/** The engines, the fastest first. */

/**
 * `tensorflow-gpu` is @tensorflow/tfjs-node-gpu (CUDA), `tensorflow` is @tensorflow/tfjs-node, `webgpu` is Dawn on the machine's
 * graphics card, `wasm` is WebAssembly with SIMD, `cpu` is plain JavaScript.
 */
export const BACKENDS = ['tensorflow-gpu', 'tensorflow', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

export const isBackend = (name: string): name is BackendName => (BACKENDS as readonly string[]).includes(name);

/** The name that TensorFlow.js itself gives the engine: both native packages call themselves `tensorflow`. */
export const engineOf = (name: BackendName): string => (name === 'tensorflow-gpu' ? 'tensorflow' : name);
