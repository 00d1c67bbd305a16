import { CasebookError } from '@casebook/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { startDemo, type Demo } from './demo.js';
import { parsePort } from './port.js';
import { createSteps } from './steps.js';

interface Options {
  port: number;
  simulator: boolean;
  rate: number;
  fresh: boolean;
}

const argument =
  <T>(parse: (text: string) => T) =>
  (text: string) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };

const parseRate = (text: string) => {
  const rate = Number(text);
  if (!(rate > 0 && rate <= 200)) throw new Error('Give a number above 0, at most 200.');
  return rate;
};

/** Reads the command line, starts the demo, and ends it when the person does. */
export async function run(argv = process.argv): Promise<void> {
  const options = new Command('npm start --')
    .description('Starts the shop with its recommender: page, service, database, other shoppers.')
    .addOption(
      new Option('--port <n>', 'port of the page and the API (the next free one where it is taken)')
        .env('PORT')
        .default(3333)
        .argParser(argument(parsePort)),
    )
    .option('--no-simulator', 'no other shoppers')
    .option('--rate <n>', 'events a second of the other shoppers', argument(parseRate), 4)
    .option('--fresh', 'forget the embedded database first', false)
    .parse(argv)
    .opts<Options>();

  console.log('\n  Casebook: a shop that learns while you look around\n');
  try {
    const demo = await startDemo({
      port: options.port,
      fresh: options.fresh,
      rate: options.simulator ? options.rate : 0,
      steps: createSteps(process.stdout),
      onProblem: (message) => console.error(`  ${message}`),
    });
    console.log(welcome(demo, options));
    await stopOnSignal(demo);
  } catch (error) {
    const expected = error instanceof CasebookError;
    console.error(expected ? `\n  ${error.message}  [${error.code}]\n` : error);
    process.exitCode = 1;
  }
}

function welcome({ url, state }: Demo, { port, simulator }: Options): string {
  const elsewhere = url.endsWith(`:${port}`) ? '' : `\n  (port ${port} is in use)`;
  const shoppers =
    state === 'foreign'
      ? 'The shop holds items of your own, so no other shoppers are simulated.'
      : simulator
        ? 'Other shoppers are about.'
        : '';
  return `
  Open  ${url}${elsewhere}

  Try   put something in the basket, and watch “For you” change
        become a new customer (top right): popular things first, then your own taste
        look behind the counter: events, latency, model version
        ${url}/docs for the API
  ${shoppers && `\n  ${shoppers}`}
  Ctrl-C ends everything.
`;
}

/** Resolves when everything has ended: after Ctrl-C, or because the service ended by itself. */
async function stopOnSignal(demo: Demo): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('asked'));
  });
  const why = await Promise.race([asked, demo.service.ended]);
  if (why !== 'asked') {
    console.error('  The service has ended by itself: see .casebook/demo/service.log.');
    process.exitCode = 1;
  }
  await demo.stop();
  if (why === 'asked') console.log('\n  Everything has ended.');
}
