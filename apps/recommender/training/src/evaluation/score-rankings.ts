/** Metrics of rankings, macro over users, with bootstrap intervals. */
import { bootstrapMean, type EvaluationRow, hitRateAt, ndcgAt, recallAt } from '@casebook/training';
import type { Mode } from '@casebook/recommender-contract/features';

/** Length of the rankings that are scored. */
export const RANKED = 20;

/** Gathers one model's rankings, user by user. */
export class RankingScores {
  private readonly recall: number[] = [];
  private readonly ndcg: number[] = [];
  private readonly hit10: number[] = [];
  private readonly hit20: number[] = [];
  private readonly recall10: number[] = [];

  constructor(
    readonly model: string,
    readonly mode: string,
  ) {}

  /** @param ranked best first; @param relevant at least one item */
  add(ranked: ArrayLike<number>, relevant: ReadonlySet<number>): void {
    this.recall10.push(recallAt(ranked, relevant, 10));
    this.recall.push(recallAt(ranked, relevant, RANKED));
    this.ndcg.push(ndcgAt(ranked, relevant, 10));
    this.hit10.push(hitRateAt(ranked, relevant, 10));
    this.hit20.push(hitRateAt(ranked, relevant, RANKED));
  }

  get users(): number {
    return this.recall.length;
  }

  row(seed: number): EvaluationRow {
    const metric = (values: number[]) => bootstrapMean(values, { seed });
    return {
      model: this.model,
      mode: this.mode,
      n: this.users,
      metrics: {
        'recall@10': metric(this.recall10),
        'recall@20': metric(this.recall),
        'ndcg@10': metric(this.ndcg),
        'hr@10': metric(this.hit10),
        'hr@20': metric(this.hit20),
      },
    };
  }
}

/** What counts as right for one user and mode: in `discover`, only what the user did not own. */
export const wantedItems = (relevant: ReadonlySet<number>, owned: ReadonlySet<number>, mode: Mode): Set<number> =>
  new Set([...relevant].filter((item) => mode === 'buy-again' || !owned.has(item)));
