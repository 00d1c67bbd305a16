/** Announced folders go the way that everything goes. */
import type { Logger } from '@casebook/core/logging';
import type { DatabaseService } from '../database/database.service.js';
import { readNextImport } from '../events/imports.js';
import { announcedFiles } from './announced-folder.js';
import type { IntakeService } from './intake.service.js';

export interface ImportParts {
  /** Folder that announcements may name others below; undefined: none is read. */
  root: string | undefined;
  /** How often a folder that cannot be read is tried. */
  attempts: number;
  database: DatabaseService;
  intake: IntakeService;
  logger: Logger;
}

/** Reads the next announced folder; tells whether there was one. */
export function importer({ root, intake, ...parts }: ImportParts): (() => Promise<boolean>) | undefined {
  if (root === undefined) return undefined;
  const read = async (path: string) => {
    const { files, studies } = await intake.receive('kafka', announcedFiles(root, path));
    const refused: Record<string, number> = {};
    for (const { code } of files) if (code !== undefined) refused[code] = (refused[code] ?? 0) + 1;
    parts.logger.info({ files: files.length, studies: studies.length, refused }, 'an announced folder was read');
  };
  return () => readNextImport({ ...parts, root, read });
}
