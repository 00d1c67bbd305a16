/** Uploads of this visit: what was sent, and what became of each file. */
import { announce, ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';
import { batchesOf, NOTHING, withAnswer, type NamedFile, type Outcome } from '../model/files.js';
import { words } from '../words.js';
import { sendFiles } from './send-files.js';
import { fetchStudies } from './worklist.store.js';

export interface Upload {
  id: number;
  /** Files that are told of: how many there are, and how many were answered for. */
  total: number;
  sent: number;
  /** Share of the bytes of the request under way. */
  share: number;
  outcome: Outcome;
  /** What was not sent since the service did not take it, and why. */
  left: readonly NamedFile[];
  problem?: string;
  done: boolean;
}

export const uploads = signal<readonly Upload[]>([]);
/** Whether a dropped folder is being read. */
export const reading = signal(false);
let count = 0;

const change = (id: number, with_: Partial<Upload>) =>
  void (uploads.value = uploads.peek().map((upload) => (upload.id === id ? { ...upload, ...with_ } : upload)));
const found = (id: number) => uploads.peek().find((upload) => upload.id === id);

/** Sends files, request by request. */
export async function upload(files: readonly NamedFile[]): Promise<void> {
  if (!files.length) return announce(words.upload.none);
  const id = count++;
  uploads.value = [{ id, total: files.length, sent: 0, share: 0, outcome: NOTHING, left: [], done: false }, ...uploads.peek()];
  await send(id, files);
}

/** Sends what could not be sent. */
export async function sendLeft(id: number): Promise<void> {
  const left = found(id)?.left ?? [];
  change(id, { left: [], problem: undefined, done: false } as Partial<Upload>);
  await send(id, left);
}

export const dismiss = (id: number) => void (uploads.value = uploads.peek().filter((upload) => upload.id !== id));

async function send(id: number, files: readonly NamedFile[]): Promise<void> {
  const batches = batchesOf(files);
  for (const [n, batch] of batches.entries()) {
    try {
      const answer = await sendFiles(batch, (share) => change(id, { share }));
      const was = found(id);
      if (!was) return; // dismissed
      change(id, { sent: was.sent + batch.length, share: 0, outcome: withAnswer(was.outcome, answer) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      change(id, { left: batches.slice(n).flat(), problem: error.message, done: true, share: 0 });
      return announce(error.message);
    }
  }
  change(id, { done: true });
  const { stored, duplicate, refused } = found(id)?.outcome ?? NOTHING;
  announce([words.upload.stored(stored), words.upload.duplicate(duplicate), words.upload.refused(refused.length)].join(', '));
  void fetchStudies();
}
