import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStory, type Story } from './story.js';

/** All stories, by folder and name. */
export const readStories = (): Story[] =>
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.story'))
    .sort()
    .map((file) => parseStory(file.slice(0, -'.story'.length), readFileSync(join(import.meta.dirname, file), 'utf8')));
