/** MODEL_CARD.md of a package: what it is, how it was made, how well it does. */
import type { EvaluationReport } from '@casebook/training';
import { formatEvaluation } from '@casebook/training';

export interface CardInput {
  version: string;
  command: string;
  report: EvaluationReport;
  users: number;
  items: number;
  /** Largest difference between an ONNX graph and what was trained. */
  worst: number;
}

export const modelCard = ({ version, command, report, users, items, worst }: CardInput): string => `# shop-recommender ${version}

Two-tower retrieval, item-item tables and similar shoppers bring candidates; gradient-boosted trees rank them, one ranker for
\`discover\` (never bought) and one for \`buy-again\` (repeats allowed).

Made by

    ${command}

from the data set \`${report.data.name}\` (sha256 \`${report.data.sha256}\`), seed ${report.seed}: ${users} users, ${items} items.
${report.protocol}. The packaged model is the one that was measured; it has seen nothing of the test part.

## Measured

95 % bootstrap intervals over users, full catalogue, no sampled candidates.

${formatEvaluation(report, { markdown: true })}

## Intended use and limits

Ranking a shop's own catalogue for its own shoppers. It learns from what shoppers did, so it repeats their habits and favours what sells; it knows
nothing of stock (the service filters it) or of a shopper beyond the history. New shoppers get popular items of their context; new items are placed
by their words, category and price until they sell.

Besides weights the package holds item-item tables and, without identifiers, which items training shoppers owned together (\`shopper_items\`,
\`shopper_recent\`): treat it as confidential as the sales data it was made from.

ONNX graphs agree with what was trained to ${worst.toExponential(1)}.
`;
