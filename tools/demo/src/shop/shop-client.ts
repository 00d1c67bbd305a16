/** The calls the demo makes: the same public API that anybody else has. */
import { CasebookError, UnavailableError } from '@casebook/core';
import type {
  AcceptedDto,
  HistoryDto,
  InteractionEvent,
  ItemPageDto,
  NewItemDto,
  ProblemDto,
  RecommendationsDto,
} from '@casebook/recommender-contract';

export interface ShopClient {
  itemCount(): Promise<number>;
  hasItem(id: string): Promise<boolean>;
  /** Writes at most 1000 items; those that exist are replaced. */
  writeItems(items: readonly NewItemDto[]): Promise<void>;
  /** Sends at most 1000 events; one sent again under the same id counts once. */
  send(events: readonly InteractionEvent[]): Promise<number>;
  /** Asks for a user's recommendations, as their page would. */
  recommend(userId: string): Promise<RecommendationsDto>;
  /** Whether an item is in a user's history, that is whether an event on it has been applied. */
  knows(userId: string, itemId: string): Promise<boolean>;
}

/**
 * A client of the service at `url`. Methods reject with the service's own code and sentence (`CasebookError`), or with
 * `UnavailableError` `SHOP_UNREACHABLE`.
 */
export function createShopClient(url: string): ShopClient {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
      throw new UnavailableError('SHOP_UNREACHABLE', `The shop at ${url} does not answer.`, { cause });
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as Partial<ProblemDto>;
    const code = problem.code ?? `HTTP_${response.status}`;
    throw new CasebookError(code, problem.detail ?? `${path} was answered with ${response.status}.`, { status: response.status });
  }
  const get = async <T>(path: string) => (await (await call(path)).json()) as T;
  const post = async <T>(path: string, type: string, body: unknown) =>
    (await (await call(path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) })).json()) as T;

  return {
    itemCount: async () => (await get<ItemPageDto>('/v1/items?limit=1')).total,
    hasItem: (id) =>
      call(`/v1/items/${encodeURIComponent(id)}`).then(
        () => true,
        (error: unknown) => {
          if (error instanceof CasebookError && error.status === 404) return false;
          throw error;
        },
      ),
    writeItems: async (items) => void (await post('/v1/items', 'application/json', items)),
    send: async (events) => (await post<AcceptedDto>('/v1/events', 'application/cloudevents-batch+json', events)).accepted,
    recommend: (userId) => get<RecommendationsDto>(`/v1/users/${encodeURIComponent(userId)}/recommendations`),
    knows: async (userId, itemId) => {
      const { entries } = await get<HistoryDto>(`/v1/users/${encodeURIComponent(userId)}/history?limit=500`);
      return entries.some(({ item }) => item.id === itemId);
    },
  };
}
