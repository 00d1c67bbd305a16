/** `npm run bench -- NAME [--json FILE]`: measures a part of Casebook beside its peer, in one run. */
import { Command, Argument } from 'commander';
import { writeFileSync } from 'node:fs';
import { benchRecommender } from './recommender/recommender.bench.js';
import { benchReport, markdown, writeBenchReport } from './report.js';

const benches = { recommender: benchRecommender };

const program = new Command('bench')
  .description('Open-loop load over loopback; latencies count from the planned time of sending. Takes some minutes.')
  .addArgument(new Argument('<name>', 'what to measure').choices(Object.keys(benches)))
  .option('--json <file>', 'write the report here')
  .option('--markdown <file>', 'write the table here')
  .option('--seconds <n>', 'length of each load; longer where it would give fewer than 3,000 samples', Number, 10)
  .option('--items <n...>', 'sizes of the catalogue; 3659 and 100000 unless told')
  .option('--no-peer', 'without the Python peer')
  .option('--quick', 'the catalogue of 3,659 items only');

program.parse();
const {
  json,
  markdown: table,
  ...options
} = program.opts<{ json?: string; markdown?: string; seconds: number; items?: string[]; quick?: boolean; peer: boolean }>();
const name = program.args[0] as keyof typeof benches;
const report = await benchReport(name, () => benches[name](options));
console.log(`\n${markdown(report)}`);
if (json) writeBenchReport(json, report);
if (table) writeFileSync(table, `# Benchmark: ${name}\n\n\`npm run bench -- ${process.argv.slice(2).join(' ')}\`\n\n${markdown(report)}`);
