/** The files of a package: their names, their digests, and what must be there. */
import { createHash } from 'node:crypto';

export const MANIFEST_FILE = 'manifest.json';
/** Digest of the manifest itself, in the form of `sha256sum`, so that no byte of a package is unchecked. */
export const CHECKSUM_FILE = 'manifest.sha256';
export const REFERENCE_FILE = 'reference.json';
export const MODEL_CARD_FILE = 'MODEL_CARD.md';
export const MODEL_SUFFIX = '.onnx';

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const checksumLine = (manifest: Uint8Array) => `${sha256(manifest)}  ${MANIFEST_FILE}\n`;
/** `user-tower.onnx` → `user-tower`, `onnx/model.onnx` → `onnx/model` */
export const modelName = (file: string) => file.slice(0, -MODEL_SUFFIX.length);
