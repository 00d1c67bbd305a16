/** Files that were dropped or chosen, and what became of them. */
import type { UploadedDto, UploadedFileDto } from '@casebook/nodule-detector-contract';

/** One request carries no more than this. What is dropped together goes together where it can: a series that is cut in two is searched twice. */
export const BATCH = { files: 5000, bytes: 2 * 2 ** 30 } as const;

/** A file under the name it has in the folder that was dropped: `chest/0001.dcm`. */
export interface NamedFile {
  name: string;
  file: File;
}

/** Cuts files into requests, in their order. A file that is larger than a request goes alone. */
export function batchesOf<T extends { file: { size: number } }>(
  files: readonly T[],
  most: { files: number; bytes: number } = BATCH,
): T[][] {
  const batches: T[][] = [];
  let bytes = Infinity;
  for (const file of files) {
    const last = batches.at(-1);
    if (!last || last.length >= most.files || bytes + file.file.size > most.bytes) {
      batches.push([file]);
      bytes = file.file.size;
    } else {
      last.push(file);
      bytes += file.file.size;
    }
  }
  return batches;
}

export interface Outcome {
  stored: number;
  duplicate: number;
  refused: readonly UploadedFileDto[];
  /** The studies that files belong to. */
  studyUids: readonly string[];
}

export const NOTHING: Outcome = { stored: 0, duplicate: 0, refused: [], studyUids: [] };

/** Adds an answer to what is known already. */
export function withAnswer(outcome: Outcome, { files, studies }: UploadedDto): Outcome {
  const count = (status: UploadedFileDto['status']) => files.filter((file) => file.status === status).length;
  return {
    stored: outcome.stored + count('stored'),
    duplicate: outcome.duplicate + count('duplicate'),
    refused: [...outcome.refused, ...files.filter(({ status }) => status === 'refused')],
    studyUids: [...new Set([...outcome.studyUids, ...studies.map(({ studyUid }) => studyUid)])],
  };
}
