/** Finds the section of the bank's pages that answers a question. */
import MiniSearch from 'minisearch';
import type { PolicyAnswer } from '../conversation/engine/effects.js';
import { POLICY_PAGES } from './policy-pages.js';

interface Section extends PolicyAnswer {
  id: number;
  intents: string[];
  keywords: string;
}

export interface FoundSection {
  section: PolicyAnswer;
  /** 0 to 1. */
  score: number;
}

const SECTIONS: readonly Section[] = POLICY_PAGES.flatMap(({ page, title, intents, keywords, sections }) =>
  sections.map(({ title: section, text }) => ({ page, title, section, text, intents, keywords })),
).map((section, id) => ({ id, ...section }));

/** Shares of words, vectors and the intent in the score; chosen on the questions of `policy-search.spec.ts`. */
const WEIGHTS = { words: 0.5, vectors: 0.2, intent: 0.3 };

const STOP_WORDS = new Set(
  'a an and are at be by can do does for from how i if in is it me my of on or the to what when which with you your'.split(' '),
);

/** Crude stem: plural and past forms meet their stem. */
const stem = (term: string): string | null => {
  const word = term.toLowerCase();
  return STOP_WORDS.has(word) ? null : word.replace(/(?<=\w{3})(ies|ing|ed|es|s)$/, '');
};

export interface PolicySearchOptions {
  /** The encoder's L2-normalised vector of a text; absent: words only. */
  embed?: (text: string) => Promise<Float32Array>;
}

export class PolicySearch {
  private readonly index = new MiniSearch<Section>({ fields: ['title', 'section', 'keywords', 'text'], processTerm: stem });
  private vectors: Promise<Float32Array[]> | undefined;

  constructor(private readonly options: PolicySearchOptions = {}) {
    this.index.addAll(SECTIONS as Section[]);
  }

  /** The best section, or `null` where neither words nor intent lead anywhere. @param embedding of the text, where it is at hand */
  async answer(text: string, intent: string, embedding?: Float32Array): Promise<PolicyAnswer | null> {
    const [best] = await this.find(text, intent, embedding);
    return best && best.score > 0 ? best.section : null;
  }

  /** All sections, best first. */
  async find(text: string, intent?: string, embedding?: Float32Array): Promise<FoundSection[]> {
    const words = new Map(
      this.index
        .search(text, { boost: { title: 2, section: 1.5 }, fuzzy: 0.15, prefix: true })
        .map(({ id, score }) => [id as number, score]),
    );
    const most = Math.max(1e-9, ...words.values());
    const likeness = await this.likeness(text, embedding);
    return SECTIONS.map(({ id, intents, page, title, section, text: answer }) => {
      const byWords = WEIGHTS.words * ((words.get(id) ?? 0) / most);
      const byIntent = intent !== undefined && intents.includes(intent) ? WEIGHTS.intent * (intents[0] === intent ? 1 : 0.5) : 0;
      return { section: { page, title, section, text: answer }, score: byWords + byIntent + WEIGHTS.vectors * (likeness?.[id] ?? 0) };
    }).sort((a, b) => b.score - a.score);
  }

  /** Cosines with each section, stretched to 0…1 over the sections: an encoder's vectors all lie close together. */
  private async likeness(text: string, embedding?: Float32Array): Promise<number[] | null> {
    const { embed } = this.options;
    if (!embed) return null;
    try {
      return await this.cosines(text, embed, embedding);
    } catch {
      this.vectors = undefined; // words alone for now; tried again next time
      return null;
    }
  }

  private async cosines(text: string, embed: (text: string) => Promise<Float32Array>, embedding?: Float32Array): Promise<number[]> {
    this.vectors ??= Promise.all(SECTIONS.map(({ title, section, text: body }) => embed(`${title}. ${section}. ${body}`)));
    const [sections, question] = await Promise.all([this.vectors, embedding ?? embed(text)]);
    const cosines = sections.map((vector) => vector.reduce((sum, x, i) => sum + x * question[i]!, 0));
    const [low, high] = [Math.min(...cosines), Math.max(...cosines)];
    return cosines.map((cosine) => (high > low ? (cosine - low) / (high - low) : 0));
  }
}
