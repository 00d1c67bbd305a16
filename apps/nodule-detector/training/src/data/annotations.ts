/** Where nodules are, in LUNA16's lists or in the readers' XML of LIDC-IDRI. */
import { readCorpusFile, sha256Text } from '@casebook/data-pipelines';
import { consensus, parseReaderMarks, type ReaderMarks } from '@casebook/dataset-lidc-idri';
import { type NoduleMark, parseLuna16 } from '@casebook/dataset-luna16';
import type { Volume } from '@casebook/imaging';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface MarkedFindings {
  nodules: readonly NoduleMark[];
  /** What counts neither way. */
  excluded: readonly NoduleMark[];
}

export interface Annotations {
  /** @param grid of the scan as it was read: readers' outlines are in its pixels */
  of(seriesUid: string, grid: Omit<Volume, 'voxels'>): MarkedFindings;
  sha256: string;
}

/**
 * @param annotations a csv of LUNA16's form, or a folder with LIDC-IDRI's XML, where three of four readers must agree; nothing is known without it
 * @param excluded a csv of the same form; the XML says itself what is excluded
 * @throws NotFoundError DATA_NOT_FOUND; CorruptDataError CORPUS_INVALID
 */
export async function openAnnotations(annotations?: string, excluded?: string): Promise<Annotations> {
  if (annotations && (await isFolder(annotations))) return readersOf(annotations);
  const texts = await Promise.all([annotations, excluded].map((file) => (file ? readCorpusFile(file) : '')));
  const [nodules, others] = [annotations, excluded].map((file, n) =>
    file ? parseLuna16(texts[n]!, file) : new Map<string, NoduleMark[]>(),
  );
  return {
    of: (seriesUid) => ({ nodules: nodules!.get(seriesUid) ?? [], excluded: others!.get(seriesUid) ?? [] }),
    sha256: sha256Text(texts.join('\n')),
  };
}

async function readersOf(folder: string): Promise<Annotations> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.xml$/i.test(name)).sort();
  const scans = new Map<string, ReaderMarks>();
  const texts: string[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    if (!text.includes('LidcReadMessage')) continue; // readings of chest X-rays lie beside those of CTs
    const marks = parseReaderMarks(text, name);
    scans.set(marks.seriesUid, marks);
    texts.push(text);
  }
  return {
    of: (seriesUid, grid) => {
      const marks = scans.get(seriesUid);
      return marks ? consensus(marks, grid) : { nodules: [], excluded: [] };
    },
    sha256: sha256Text(texts.join('\n')),
  };
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
