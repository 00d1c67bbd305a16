/** The second stage of one mode: features in, scores out. */
import { putRankerFeatures, RANKER_FEATURES, type RankerInput, SHARED_COLUMNS } from '@casebook/recommender-contract/features';
import { type Session, type SessionModel, TreeScorer } from '@casebook/serving';

export interface Ranker {
  /** @returns a score for each candidate; may be overwritten by the next call */
  score(input: RankerInput): Float32Array | Promise<Float32Array>;
}

/** Boosted trees run on this thread, without a copy of the features; any other model on ONNX Runtime. */
export function createRanker({ bytes }: SessionModel, session: Session): Ranker {
  const scorer = TreeScorer.open(bytes, { width: RANKER_FEATURES.length, shared: SHARED_COLUMNS });
  return scorer ? new TreeRanker(scorer) : new SessionRanker(session);
}

class TreeRanker implements Ranker {
  constructor(private readonly scorer: TreeScorer) {}

  score(input: RankerInput): Float32Array {
    const { length } = input.candidates;
    const { data, stride } = this.scorer.features(length);
    putRankerFeatures(input, { data, row: 1, column: stride });
    return this.scorer.score(length);
  }
}

class SessionRanker implements Ranker {
  constructor(private readonly session: Session) {}

  async score(input: RankerInput): Promise<Float32Array> {
    const shape = [input.candidates.length, RANKER_FEATURES.length];
    const data = new Float32Array(shape[0]! * shape[1]!);
    putRankerFeatures(input, { data, row: shape[1]!, column: 1 });
    const { score } = await this.session.run({ features: { dtype: 'float32', shape, data } });
    return score!.data as Float32Array;
  }
}
