/** `npm run bench -- NAME [--json FILE]`: measures a part of Casebook beside its peer, in one run. */
import { Command, Argument } from 'commander';
import { writeFileSync } from 'node:fs';
import { benchChatbot } from './chatbot/chatbot.bench.js';
import { benchCompression } from './compression/compression.bench.js';
import { benchNodule } from './nodule/nodule.bench.js';
import { benchRecommender } from './recommender/recommender.bench.js';
import { benchReport, markdown, writeBenchReport } from './report.js';
import { benchTraining } from './training/training.bench.js';

const benches = {
  chatbot: benchChatbot,
  compression: benchCompression,
  nodule: benchNodule,
  recommender: benchRecommender,
  training: benchTraining,
};

const program = new Command('bench')
  .description('Measures a part of Casebook beside its peer, in one run. Takes some minutes.')
  .addArgument(new Argument('<name>', 'what to measure').choices(Object.keys(benches)))
  .option('--json <file>', 'write the report here')
  .option('--markdown <file>', 'write the table here')
  .option('--data <dir>', 'where the data lies (compression: BANKING77; nodule: one study, a phantom unless told)')
  .option('--seconds <n>', 'length of each load; longer where it would give fewer than 3,000 samples (recommender)', Number, 10)
  .option('--items <n...>', 'sizes of the catalogue; 3659 and 100000 unless told (recommender)')
  .option('--no-peer', 'without the Python peer')
  .option('--python <file>', "interpreter that has the peer's requirements (recommender, training, chatbot, nodule)")
  .option('--quick', 'the smaller catalogue, generated data, a short soak, one search');

program.parse();
const {
  json,
  markdown: table,
  ...options
} = program.opts<{
  json?: string;
  markdown?: string;
  data?: string;
  python?: string;
  seconds: number;
  items?: string[];
  quick?: boolean;
  peer: boolean;
}>();
const name = program.args[0] as keyof typeof benches;
const report = await benchReport(name, (onDevice) => benches[name]({ ...options, onDevice }));
console.log(`\n${markdown(report)}`);
if (json) writeBenchReport(json, report);
// Where an interpreter or a data set lies is this machine's own matter.
const command = `npm run bench -- ${process.argv
  .slice(2)
  .join(' ')
  .replace(/(--(?:python|data)) \S+/g, '$1 …')}`;
if (table) writeFileSync(table, `# Benchmark: ${name}\n\n\`${command}\`\n\n${markdown(report)}`);
