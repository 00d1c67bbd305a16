/** Which features a boosted model leans on. */
import type { BoostedTrees } from './boosting.types.js';

export interface FeatureImportance {
  feature: string;
  /** Sum of the gains of its splits. */
  gain: number;
  /** How often it was split on. */
  splits: number;
}

/** Every feature with its total gain, largest first. */
export function featureImportance({ featureNames, trees }: BoostedTrees): FeatureImportance[] {
  const importance = featureNames.map((feature) => ({ feature, gain: 0, splits: 0 }));
  for (const tree of trees) {
    tree.feature.forEach((column, node) => {
      const entry = importance[column];
      if (!entry) return; // a leaf
      entry.gain += tree.gain[node]!;
      entry.splits++;
    });
  }
  return importance.sort((a, b) => b.gain - a.gain);
}
