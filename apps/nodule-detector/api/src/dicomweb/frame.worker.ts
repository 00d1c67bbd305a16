/** A thread that decodes pixels: what is in compressed ones is seen only then. */
import { decodeFrames, readDicomFile } from '@casebook/imaging';
import { answerRequests } from '../threads/protocol.js';

export interface FrameRequest {
  bytes: Uint8Array;
  /** From 1 on; absent: all. */
  frames?: number[] | undefined;
}

answerRequests(async ({ bytes, frames }: FrameRequest) => {
  const { data, instance } = readDicomFile(bytes);
  const decoded = await decodeFrames(data, instance);
  const wanted = frames ?? decoded.map((_, n) => n + 1);
  const value = wanted.map((n) => {
    const frame = decoded[n - 1];
    return frame && new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength).slice();
  });
  return { value };
});
