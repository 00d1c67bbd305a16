/** The gradient of relu in one pass over memory: TensorFlow.js makes it of six (is NaN, greater, fill, select, cast, times). */
import { replaceGradient } from '../repairs/replace-gradient.js';
import { float32, nativeCpu } from './native-op.js';

/** TensorFlow's op ReluGrad: dy where x > 0, else 0. Calling again is harmless. */
export function fuseReluGradient(): void {
  replaceGradient('Relu', (original) => (dy, saved, attrs) => {
    const engine = nativeCpu();
    return engine ? { x: () => engine.executeSingleOutput('ReluGrad', [float32(engine)], [dy, saved[0]!]) } : original!(dy, saved, attrs);
  });
}
