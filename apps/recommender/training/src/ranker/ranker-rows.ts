/** Training rows of the ranker: the candidates of a window before the test, labelled with what was bought in it. */
import { type CandidateQuota, type Mode, RANKER_FEATURES } from '@casebook/recommender-contract/features';
import type { BoostingData, Random } from '@casebook/training';
import { ask, type Question } from '../system/ask.js';
import type { ShopState } from '../system/shop-state.js';

export interface RowOptions {
  mode: Mode;
  quota: CandidateQuota;
  /** Candidates of one user that were not bought and are kept, drawn uniformly. */
  negatives: number;
  /** Whether an item was known at the window's moment. */
  allowed: (row: number) => boolean;
}

/** Growing table of rows; users of whose purchases no candidate is one say nothing about order and are left out. */
export class RankerRows {
  private readonly parts: Float32Array[] = [];
  private readonly labels: number[] = [];
  private readonly weights: number[] = [];
  private readonly groups: number[] = [];

  /** @param relevant what each user bought in the window */
  add(
    state: ShopState,
    questions: readonly Question[],
    relevant: ReadonlyMap<number, ReadonlySet<number>>,
    options: RowOptions,
    random: Random,
  ): void {
    const width = RANKER_FEATURES.length;
    for (const { user, rows, features, owned } of ask(state, questions, options.mode, options.quota, options.allowed)) {
      const wanted = new Set([...relevant.get(user)!].filter((item) => options.mode === 'buy-again' || !owned.has(item)));
      const positives = Array.from(rows.keys()).filter((c) => wanted.has(rows[c]!));
      if (positives.length === 0) continue;
      const rest = random.shuffle(Array.from(rows.keys()).filter((c) => !wanted.has(rows[c]!)));
      const kept = [...positives, ...rest.slice(0, options.negatives)];
      const part = new Float32Array(kept.length * width);
      kept.forEach((c, k) => part.set(features.subarray(c * width, (c + 1) * width), k * width));
      this.parts.push(part);
      this.labels.push(...kept.map((_, k) => (k < positives.length ? 1 : 0)));
      this.weights.push(...kept.map(() => 1 / Math.sqrt(wanted.size)));
      this.groups.push(kept.length);
    }
  }

  get users(): number {
    return this.groups.length;
  }

  data(): BoostingData {
    const width = RANKER_FEATURES.length;
    const features = new Float32Array(this.labels.length * width);
    let at = 0;
    for (const part of this.parts) {
      features.set(part, at);
      at += part.length;
    }
    return {
      features,
      rows: this.labels.length,
      columns: width,
      labels: Float32Array.from(this.labels),
      weights: Float32Array.from(this.weights),
      groups: Int32Array.from(this.groups),
    };
  }
}
