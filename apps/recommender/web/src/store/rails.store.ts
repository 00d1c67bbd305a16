/** The two rows of recommendations, and how fresh they are. */
import type { RecommendedItemDto } from '@casebook/recommender-contract';
import { announce, ProblemError } from '@casebook/ui';
import { effect, signal } from '@preact/signals';
import { createSettling } from '../model/settling.js';
import { onRecovery, watched } from './connection.js';
import { customer } from './customer.store.js';
import { service } from './service.js';

export interface RailState {
  items: readonly RecommendedItemDto[] | undefined;
  /** Ids that were not in the row before its last change. */
  fresh: ReadonlySet<string>;
  degraded: string | false;
  /** Time in the service, and the whole call as this page saw it, in milliseconds. */
  tookMs: number;
  roundTripMs: number;
  modelVersion: string;
  problem?: ProblemError;
}

/** What the last action of this customer led to. */
export interface LastChange {
  action: string;
  /** From the click to the new row on this page, in milliseconds. */
  tookMs: number;
  fresh: number;
}

const EMPTY: RailState = { items: undefined, fresh: new Set(), degraded: false, tookMs: 0, roundTripMs: 0, modelVersion: '' };
const SHOWN = 18;

export const forYou = signal<RailState>(EMPTY);
export const buyAgain = signal<RailState>(EMPTY);
/** How many different items this customer has bought; undefined until known. */
export const boughtItems = signal<number | undefined>();
export const lastChange = signal<LastChange | undefined>();

let acted: { action: string; at: number } | undefined;
let asked = 0;

export const settling = createSettling({ refresh: () => void refreshRails() });

/** Notes what the customer did, to say how long its effect took. */
export const noteAction = (action: string) => void (acted = { action, at: performance.now() });

/** Asks for both rows again. An answer that a later question has overtaken is dropped. */
export async function refreshRails(): Promise<void> {
  const turn = ++asked;
  const { id } = customer.peek();
  const because = acted;
  const [discover, again] = await Promise.all([row(forYou, turn, loadForYou(id)), row(buyAgain, turn, loadBuyAgain(id))]);
  if (turn !== asked || !because || !(discover || again)) return;
  acted = undefined;
  const fresh = forYou.value.fresh.size;
  lastChange.value = { action: because.action, tookMs: performance.now() - because.at, fresh };
  if (fresh) announce(`For you has ${fresh} new ${fresh === 1 ? 'suggestion' : 'suggestions'} since you ${because.action}.`);
}

async function row(rail: typeof forYou, turn: number, loading: Promise<RailState | undefined>): Promise<boolean> {
  try {
    const next = await loading;
    if (!next || turn !== asked) return false;
    const before = rail.value.items;
    const known = new Set(before?.map(({ item }) => item.id));
    rail.value = {
      ...next,
      fresh: new Set(before ? next.items?.filter(({ item }) => !known.has(item.id)).map(({ item }) => item.id) : []),
    };
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (turn === asked) rail.value = { ...rail.value, problem: error };
    return false;
  }
}

async function loadForYou(userId: string): Promise<RailState | undefined> {
  const answer = await watched(service.recommendations(userId, 'discover', SHOWN));
  return answer && { ...stateOf(answer), items: answer.data.items };
}

/** The service's second mode allows repeats; this row shows nothing but repeats. */
async function loadBuyAgain(userId: string): Promise<RailState | undefined> {
  const [answer, history] = await Promise.all([
    watched(service.recommendations(userId, 'buy-again', 60)),
    watched(service.history(userId, 500)),
  ]);
  if (!answer || !history) return undefined;
  const bought = new Set(history.data.entries.filter((entry) => entry.purchases > 0).map((entry) => entry.item.id));
  boughtItems.value = bought.size;
  return { ...stateOf(answer), items: answer.data.items.filter(({ item }) => bought.has(item.id)).slice(0, SHOWN) };
}

const stateOf = ({ data, tookMs }: { data: { degraded: string | false; took_ms: number; modelVersion: string }; tookMs: number }) => ({
  fresh: new Set<string>(),
  degraded: data.degraded,
  tookMs: data.took_ms,
  roundTripMs: tookMs,
  modelVersion: data.modelVersion,
});

let shownFor: string | undefined;
effect(() => {
  const { id } = customer.value;
  if (id === shownFor) return;
  shownFor = id;
  acted = undefined;
  forYou.value = buyAgain.value = EMPTY;
  boughtItems.value = lastChange.value = undefined;
  void refreshRails();
});
onRecovery(() => void refreshRails());
