/** `npx nx phantoms nodule-detector -- [--kind boxes|usual|mixed] [--first SEED] [--count N] [--out DIR]` */
import { Command, InvalidArgumentError, Option } from 'commander';
import { fillPhantomCache, FIRST_SEED, type PhantomKind } from '../data/phantom-cache.js';
import { fromHere } from './paths.js';

export const PHANTOMS = '.casebook/nodule/phantoms';

const whole = (text: string) => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
};

export const phantomsCommand = () =>
  new Command('phantoms')
    .description('Makes phantoms and keeps them; what is there already is left as it is, so it may be stopped and started again.')
    .addOption(
      new Option('--kind <kind>', 'boxes to learn from, or whole chests')
        .choices(['boxes', 'usual', 'mixed'])
        .default('boxes' as PhantomKind),
    )
    .option('--first <seed>', 'seed of the first phantom', whole, FIRST_SEED.training)
    .option('--count <n>', 'how many', whole, 200)
    .option('--out <dir>', 'where they are kept', PHANTOMS)
    .action(async ({ kind, first, count, out }: { kind: PhantomKind; first: number; count: number; out: string }) => {
      const paths = await fillPhantomCache(fromHere(out), kind, { first, count });
      console.log(`${paths.length} scans in ${out}`);
    });
