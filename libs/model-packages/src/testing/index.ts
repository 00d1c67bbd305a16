export * from './tiny-onnx.js';
export * from './tiny-package.js';
