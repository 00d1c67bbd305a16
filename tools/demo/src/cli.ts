import { CasebookError } from '@casebook/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { BANKING_CHATBOT, NODULE_DETECTOR, RECOMMENDER, type CaseStudy } from './case-study.js';
import { startDemo, type Demo } from './demo.js';
import { startNoduleDemo } from './nodule/nodule-demo.js';
import { parsePort } from './port.js';
import { startShopDemo } from './shop/shop-demo.js';
import { createSteps } from './steps.js';
import { bankWelcome, noduleWelcome, shopWelcome } from './welcome.js';

interface Options {
  port: number;
  fresh: boolean;
}
interface ShopOptions extends Options {
  simulator: boolean;
  rate: number;
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

const steps = createSteps(process.stdout);

/** Reads the command line, starts the demo, and ends it when the person does. */
export async function run(argv = process.argv): Promise<void> {
  const program = new Command('npm start --').description('Starts the demo of a case study: page, service, database.');

  command(program, RECOMMENDER, true)
    .option('--no-simulator', 'no other shoppers')
    .option('--rate <n>', 'events a second of the other shoppers', argument(parseRate), 4)
    .action((options: ShopOptions) =>
      show(RECOMMENDER, options, async () => {
        const demo = await startShopDemo({
          ...options,
          rate: options.simulator ? options.rate : 0,
          steps,
          onProblem: (message) => console.error(`  ${message}`),
        });
        return { demo, welcome: shopWelcome(demo, options) };
      }),
    );

  command(program, BANKING_CHATBOT).action((options: Options) =>
    show(BANKING_CHATBOT, options, async () => {
      const demo = await startDemo(BANKING_CHATBOT, { ...options, steps });
      return { demo, welcome: bankWelcome(demo) };
    }),
  );

  command(program, NODULE_DETECTOR).action((options: Options) =>
    show(NODULE_DETECTOR, options, async () => {
      const demo = await startNoduleDemo({ ...options, steps });
      return { demo, welcome: noduleWelcome(demo) };
    }),
  );

  await program.parseAsync(argv);
}

function command(program: Command, { name, title, port }: CaseStudy, isDefault = false): Command {
  return program
    .command(name, { isDefault })
    .description(title)
    .addOption(
      new Option('--port <n>', 'port of the page and the API (the next free one where it is taken)')
        .env('PORT')
        .default(port)
        .argParser(argument(parsePort)),
    )
    .option('--fresh', 'forget the embedded database first', false);
}

async function show({ name, title }: CaseStudy, { port }: Options, start: () => Promise<{ demo: Demo; welcome: string }>): Promise<void> {
  console.log(`\n  Casebook: ${title}\n`);
  try {
    const { demo, welcome } = await start();
    const elsewhere = demo.url.endsWith(`:${port}`) ? '' : `\n  (port ${port} is in use)`;
    console.log(`\n  Open  ${demo.url}${elsewhere}\n\n${welcome}\n  Ctrl-C ends everything.\n`);
    await stopOnSignal(demo, name);
  } catch (error) {
    const expected = error instanceof CasebookError;
    console.error(expected ? `\n  ${error.message}  [${error.code}]\n` : error);
    process.exitCode = 1;
  }
}

/** Resolves when everything has ended: after Ctrl-C, or because the service ended by itself. */
async function stopOnSignal(demo: Demo, name: string): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('asked'));
  });
  const why = await Promise.race([asked, demo.service.ended]);
  if (why !== 'asked') {
    console.error(`  The service has ended by itself: see .casebook/demo/${name}.log.`);
    process.exitCode = 1;
  }
  await demo.stop();
  if (why === 'asked') console.log('\n  Everything has ended.');
}
