/** Structured pruning a little at a time, with learning in between. */
import { cubicSparsity, type SparsitySchedule } from './sparsity-schedule.js';

export interface GradualPruning<Network> {
  /** Share of the original's units that is gone at the end; `to` counts rounds. */
  schedule: Omit<SparsitySchedule, 'from'>;
  /** Cuts a share of what is left, e.g. with `pruneEncoder` or `pruneFilters`, and gives a smaller network. */
  cut: (network: Network, share: number) => Promise<Network>;
  /** Lets the smaller network learn again. */
  recover: (network: Network, round: number) => Promise<void>;
}

/**
 * Cuts and recovers in rounds 1 … `schedule.to`. By the cubic schedule most is cut in the first rounds, when there is much to spare.
 *
 * The share that `cut` is given is of what is left: to go from a share s of the original gone to t, 1 − (1 − t) / (1 − s) of the rest goes.
 *
 * @throws {InvalidInputError} `PRUNING_SCHEDULE`
 *
 * @example
 * await pruneGradually(model, {
 *   schedule: { final: 0.5, to: 4 },
 *   cut: (network, share) => pruneEncoder(network, keepImportant(gateImportance(unitGates(network), loss, batches), share)),
 *   recover: (network) => train({ model: network, ... }),
 * });
 */
export async function pruneGradually<Network>(network: Network, { schedule, cut, recover }: GradualPruning<Network>): Promise<Network> {
  const gone = cubicSparsity(schedule);
  let current = network;
  for (let round = 1; round <= schedule.to; round++) {
    current = await cut(current, 1 - (1 - gone(round)) / (1 - gone(round - 1)));
    await recover(current, round);
  }
  return current;
}
