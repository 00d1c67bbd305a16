/** Starts WebAssembly with SIMD. */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

const require = createRequire(import.meta.url);
let pathsAreSet = false;

export async function startWasm(): Promise<boolean> {
  if (!pathsAreSet) setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  pathsAreSet = true; // a second call after the start would be refused
  return tf.setBackend('wasm');
}
