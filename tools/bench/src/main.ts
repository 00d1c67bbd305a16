/** `npm run bench -- NAME [--json FILE]`: measures a part of Casebook beside its peer, in one run. */
import { Command, Argument } from 'commander';
import { writeFileSync } from 'node:fs';
import { benchCompression } from './compression/compression.bench.js';
import { benchRecommender } from './recommender/recommender.bench.js';
import { benchReport, markdown, writeBenchReport } from './report.js';

const benches = { compression: benchCompression, recommender: benchRecommender };

const program = new Command('bench')
  .description('Open-loop load over loopback; latencies count from the planned time of sending. Takes some minutes.')
  .addArgument(new Argument('<name>', 'what to measure').choices(Object.keys(benches)))
  .option('--json <file>', 'write the report here')
  .option('--markdown <file>', 'write the table here')
  .option('--data <dir>', 'where the data set lies (compression: BANKING77)')
  .option('--seconds <n>', 'length of each load', Number, 10)
  .option('--no-peer', 'without the Python peer')
  .option('--quick', 'the smaller catalogue, or generated data');

program.parse();
const {
  json,
  markdown: table,
  ...options
} = program.opts<{ json?: string; markdown?: string; data?: string; seconds: number; quick?: boolean; peer: boolean }>();
const name = program.args[0] as keyof typeof benches;
const report = benchReport(name, await benches[name](options));
console.log(`\n${markdown(report)}`);
if (json) writeBenchReport(json, report);
if (table) writeFileSync(table, `# Benchmark: ${name}\n\n\`npm run bench -- ${process.argv.slice(2).join(' ')}\`\n\n${markdown(report)}`);
