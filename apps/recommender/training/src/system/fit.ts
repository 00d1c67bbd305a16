/** Fits the whole system: towers and tables at each window before the end of the training part, the rankers on those windows, then once more at the end. */
import { DAY_MS, type ItemTables, type Mode, MODES, type UserHistory } from '@casebook/recommender-contract/features';
import { createRandom, type Random } from '@casebook/training';
import type { Interactions } from '../data/interactions.js';
import { boughtIn, historiesAt, knownItems, type LabelledMoment, leaveOut, type Moment, momentAt, windowAt } from '../data/moments.js';
import { RankerRows } from '../ranker/ranker-rows.js';
import { trainRanker } from '../ranker/train-ranker.js';
import { buildTables } from '../tables/build-tables.js';
import { type TowerPlan, TowerTrainer } from '../towers/tower-trainer.js';
import { questionsOf } from './ask.js';
import type { SystemOptions } from './options.js';
import type { Reporter } from './reporter.js';
import type { RecommenderModel } from './recommender-model.js';
import { shopState, type ShopState, type StaticColumns } from './shop-state.js';

/** Fitted on everything before `until`; rankers on windows that end by then. */
export async function fitTemporal(
  log: Interactions,
  columns: StaticColumns,
  until: number,
  options: SystemOptions,
  report: Reporter,
): Promise<RecommenderModel> {
  const fitting = new Fitting(log, columns, options, report);
  const first = log.time.reduce((least, time) => Math.min(least, time), Infinity);
  // What precedes a window must be enough to learn from.
  const windows = options.windows.filter(({ start }) => 2 * start * DAY_MS <= until - first);
  for (const [k, { start, days }] of windows.entries()) {
    const from = until - start * DAY_MS;
    const to = from + days * DAY_MS;
    const window = windowAt(log, from, to);
    const { state, histories } = await fitting.advance(
      window,
      k === 0 ? { epochs: options.epochs, samples: options.towers.samples } : { epochs: 1, samples: options.laterSamples },
      `${start} days before the end`,
    );
    // Also first buyers and items first sold in the window: else the rankers would put whatever is new last, for want of examples.
    fitting.addRows(state, { ...window, relevant: boughtIn(log, window, to) }, histories, knownItems(log, momentAt(log, to)));
  }
  const { state } = await fitting.advance(
    momentAt(log, until),
    { epochs: 1, samples: options.finalSamples },
    'the end of the training part',
  );
  return fitting.finish(state);
}

/** Fitted on all but the last two events of each user; the rankers on the last but one. */
export async function fitLeaveOneOut(
  log: Interactions,
  columns: StaticColumns,
  options: SystemOptions,
  report: Reporter,
): Promise<RecommenderModel> {
  const fitting = new Fitting(log, columns, options, report);
  const validation = leaveOut(log, 2);
  const plan = { epochs: options.sequenceEpochs, samples: options.towers.samples };
  const { state, histories } = await fitting.advance(validation, plan, 'all but the last two events');
  fitting.addRows(state, validation, histories, knownItems(log, validation));
  return fitting.finish(state);
}

class Fitting {
  private readonly random: Random;
  private readonly trainer: TowerTrainer;
  private readonly rows: Record<Mode, RankerRows> = { discover: new RankerRows(), 'buy-again': new RankerRows() };

  constructor(
    private readonly log: Interactions,
    private readonly columns: StaticColumns,
    private readonly options: SystemOptions,
    private readonly report: Reporter,
  ) {
    this.random = createRandom(options.seed);
    this.trainer = new TowerTrainer(log, columns, options.towers, this.random.fork());
  }

  /** Towers and tables as of a later moment. */
  async advance(moment: Moment, plan: Omit<TowerPlan, 'name'>, what: string): Promise<{ state: ShopState; histories: UserHistory[] }> {
    await this.trainer.fit(moment, { ...plan, name: `two towers, ${what}` }, this.report.towers);
    this.trainer.network.resetUnseen(knownItems(this.log, moment));
    const histories = historiesAt(this.log, moment);
    const tables = await this.report.stage(`Item tables, ${what}`, (onProgress) =>
      buildTables(this.log, moment, histories, this.columns.tokens, { ...this.options.tables, onProgress }),
    );
    return { state: this.stateAt(moment, tables), histories };
  }

  private stateAt(moment: Moment, tables: ItemTables): ShopState {
    return shopState(this.log, this.columns, moment, tables, this.trainer.network);
  }

  /** @param offered [items] 1 for an item that was in the shop */
  addRows(state: ShopState, window: LabelledMoment, histories: readonly UserHistory[], offered: Uint8Array): void {
    const users = this.random.shuffle([...window.relevant.keys()]).slice(0, this.options.rankerUsers);
    for (const mode of MODES) {
      this.rows[mode].add(
        state,
        questionsOf(users, histories, window),
        window.relevant,
        { mode, quota: this.options.rankerQuota, negatives: this.options.negatives, allowed: (row) => offered[row] === 1 },
        this.random,
      );
    }
  }

  async finish(state: ShopState): Promise<RecommenderModel> {
    const { ranker, seed, quota } = this.options;
    const train = (mode: Mode) =>
      this.report.stage(`Ranker, ${mode}`, (onProgress) =>
        trainRanker(this.rows[mode], mode, { ...ranker, seed }, (tree, trees) => onProgress(tree / trees)),
      );
    return { state, rankers: { discover: await train('discover'), 'buy-again': await train('buy-again') }, quota };
  }
}
