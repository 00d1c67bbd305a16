/** A thread that reads files one after another: what a file does to it is not done to the service. */
import { workerData } from 'node:worker_threads';
import { Pseudonyms, type DeidentifyOptions } from '../../deidentify/index.js';
import { answerRequests } from '../../threads/protocol.js';
import { readStudyFile } from './study-file.js';

export interface FileWorkerData {
  key: Uint8Array;
  deidentify?: DeidentifyOptions | undefined;
}

const { key, deidentify } = workerData as FileWorkerData;
const pseudonyms = new Pseudonyms(key);

answerRequests((bytes: Uint8Array) => {
  const file = readStudyFile(bytes, { pseudonyms, deidentify });
  const own = new Uint8Array(file.bytes); // a small buffer is a part of Node's pool, which cannot move
  return { value: { ...file, bytes: own }, transfer: [own.buffer] };
});
