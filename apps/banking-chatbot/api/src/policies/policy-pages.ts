/** The bank's pages, read once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyPageDto } from '@casebook/banking-chatbot-contract';
import { CorruptDataError } from '@casebook/core';

export interface PolicyPage extends PolicyPageDto {
  intents: string[];
  keywords: string;
}

const FOLDER = join(import.meta.dirname, 'pages');

/** @throws {CorruptDataError} `POLICY_PAGE_INVALID` where front matter or sections are missing */
export function parsePage(page: string, text: string): PolicyPage {
  const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const meta = Object.fromEntries((front ?? '').split('\n').map((line) => line.split(/:\s*(.*)/s).slice(0, 2) as [string, string]));
  const sections = (body ?? '')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading, ...rest] = section.split('\n');
      return { title: heading!.trim(), text: rest.join(' ').replace(/\s+/g, ' ').trim() };
    });
  if (!meta['title'] || !meta['intents'] || sections.length === 0 || sections.some(({ text }) => text === '')) {
    throw new CorruptDataError(
      'POLICY_PAGE_INVALID',
      `The policy page ${page} needs a title, intents and sections with text: see policies/README.md.`,
    );
  }
  return { page, title: meta['title'], intents: meta['intents'].split(' '), keywords: meta['keywords'] ?? '', sections };
}

export const POLICY_PAGES: readonly PolicyPage[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => parsePage(file.slice(0, -3), readFileSync(join(FOLDER, file), 'utf8')));

/** One page, for whoever follows a source. */
export const policyPage = (name: string): PolicyPageDto | undefined => {
  const found = POLICY_PAGES.find(({ page }) => page === name);
  return found && { page: found.page, title: found.title, sections: found.sections };
};
