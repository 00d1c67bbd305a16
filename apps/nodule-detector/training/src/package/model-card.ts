/** MODEL_CARD.md of a package. */
import type { MetricsRow } from '@casebook/model-packages';
import type { DetectorSettings } from '@casebook/nodule-detector-contract/detector';
import { formatTable } from '@casebook/training';

/** What the detector found on the validation scans after a lesson, without the second network. */
export interface LessonRow {
  lesson: string;
  cpm: { value: number; low: number; high: number };
}

export interface CardInput {
  version: string;
  command: string;
  metrics: readonly MetricsRow[];
  lessons: readonly LessonRow[];
  settings: DetectorSettings;
  /** Largest difference between exported and taught networks. */
  worst: Readonly<Record<'float32' | 'float16', number>>;
  bytes: number;
  parameters: Readonly<Record<'detector' | 'reducer', number>>;
  boxes: number;
  attribution: readonly string[];
}

export const modelCard = (card: CardInput): string => `# nodule-detector ${card.version}

**For research use. Not a medical device.** Nobody's care may depend on what it finds or does not find.

Lung nodules of 3 to 30 mm in CTs of the chest: a residual 3-D network with a feature pyramid marks centres and diameters at 4 mm, a second one looks at a
cube of 32 mm around each mark. Voxels of 1 mm, Hounsfield units from -1000 to 400.

Made by

    ${card.command}

from ${card.boxes.toLocaleString('en')} boxes. ${card.parameters.detector.toLocaleString('en')} parameters find, ${card.parameters.reducer.toLocaleString('en')} judge; all four files together have ${(card.bytes / 1e6).toFixed(1)} MB.

## Measured

Whole scans of patients that nothing was learned from (phantoms of other seeds, unless real ones were given), on which the settings were chosen; sensitivity at false positives a scan, and their mean (CPM), by
LUNA16's rules, 95 % intervals from 1,000 bootstraps over scans. \`detector\` and \`reducer\` are the two networks by themselves.

${metricsTable(card.metrics)}
${card.lessons.length > 0 ? `\nWhat each lesson brought (the detector alone, the same scans):\n\n${lessonTable(card.lessons)}\n` : ''}
A finding is shown from a probability of ${card.settings.threshold.toFixed(3)}, where these scans had ${card.settings.falsePositivesPerScan} false one each. The second network's word counts ${percent(card.settings.reducerWeight)} %.
ONNX agrees with what was taught to ${card.worst.float32.toExponential(1)} in float32 and ${card.worst.float16.toExponential(1)} in halves.

## Limits

Phantoms have no emphysema, infection, motion or metal, and few shapes. What is measured on them says that learning, export and search work; it is no
measure of real scans. Nodules below 3 mm and masses above 30 mm were not learned. Not tested for differences between people, makers or reconstruction kernels.

## Attribution

${card.attribution.map((line) => `- ${line}`).join('\n')}
`;

const percent = (value: number) => (100 * value).toFixed(0);
const cell = ({ value, low, high }: { value: number; low: number; high: number }) =>
  `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;

function metricsTable(rows: readonly MetricsRow[]): string {
  const names = ['cpm', ...Object.keys(rows[0]?.metrics ?? {}).filter((name) => name !== 'cpm')];
  return formatTable(
    ['metric', ...rows.map(({ model, n }) => `${model} (${n} scans)`)],
    names.map((name) => [name, ...rows.map(({ metrics }) => cell(metrics[name]!))]),
    { markdown: true },
  );
}

const lessonTable = (rows: readonly LessonRow[]): string =>
  formatTable(['after', 'CPM'], rows.map(({ lesson, cpm }) => [lesson, cell(cpm)]), { markdown: true }); // prettier-ignore
