/** MODEL_CARD.md of a package. */
import type { MetricsRow } from '@casebook/model-packages';
import { type CompressionRow, formatCompression, formatTable } from '@casebook/training';

export interface CardInput {
  version: string;
  command: string;
  metrics: readonly MetricsRow[];
  attribution: readonly string[];
  corpora: readonly string[];
  /** Largest difference between the exported network in float32 and the trained one. */
  worst: number;
  bytes: number;
  parameters: number;
  layers: number;
  table?: readonly CompressionRow[];
}

const percent = (value: number) => (100 * value).toFixed(2);

export const modelCard = (card: CardInput): string => `# banking-assistant ${card.version}

What a customer of a bank wants (intents), with which values (slots), and whether it is a bank's business at all. One encoder of ${card.layers} layers with a
small head for each label set: the demo bank's own, and those of the public corpora it learned from (${card.corpora.join(', ')}).
Larkspur Bank is fictional; so are its customers, accounts and policies.

Made by

    ${card.command}

${card.parameters.toLocaleString('en')} parameters; the graph holds them in ${(card.bytes / 1e6).toFixed(1)} MB as int8, a scale for each output channel.

## Measured

On the validation parts, which no weight has seen but every choice has; 95 % bootstrap intervals over messages, one message at a time, with the
served int8 file. Confidence is the mean probability of the answer after temperature scaling.

${metricsTable(card.metrics)}
${card.table ? `\n## What compression costs\n\n${formatCompression(card.table, { markdown: true })}\n` : ''}
## Intended use and limits

English messages to a bank, up to 128 word pieces; longer ones are cut. Intents and slots of the demo bank are learned from generated sentences:
another bank needs its own. The heads of the public corpora are there to be measured, and for auxiliary use. Numbers in a message are marked, not
understood: the conversation reads them. Out-of-scope detection turns away about 5 % of what is in scope. It has not been tested for fairness between
dialects or first languages.

The folder also opens in transformers.js: \`pipeline('text-classification', folder)\` answers the demo bank's intents, without temperature.

ONNX in float32 agrees with what was trained to ${card.worst.toExponential(1)}.

## Attribution

${card.attribution.map((line) => `- ${line}`).join('\n')}
`;

const metricsTable = (rows: readonly MetricsRow[]): string =>
  formatTable(
    ['head', 'messages', 'accuracy %', '95 %', 'confidence %'],
    rows.map(({ mode = '', n, metrics }) => {
      const { accuracy, confidence } = metrics as Record<'accuracy' | 'confidence', { value: number; low: number; high: number }>;
      return [
        mode,
        n.toLocaleString('en'),
        percent(accuracy.value),
        `${percent(accuracy.low)}–${percent(accuracy.high)}`,
        percent(confidence.value),
      ];
    }),
    { markdown: true },
  );
