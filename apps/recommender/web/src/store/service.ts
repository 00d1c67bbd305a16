/** The calls this page makes, with the contract's types. */
import type {
  AcceptedDto,
  CategoriesDto,
  HistoryDto,
  InteractionEvent,
  ItemDto,
  ItemPageDto,
  RecommendationMode,
  RecommendationsDto,
  SimilarItemsDto,
  UsersDto,
} from '@casebook/recommender-contract';
import { createClient, type CallOptions, type Client } from '@casebook/ui';

export const createService = (client: Client) => ({
  items: (query: { category?: string; q?: string; limit: number; offset: number }, signal?: AbortSignal) =>
    client.get<ItemPageDto>('/v1/items', options(query, signal)),
  item: (id: string, signal?: AbortSignal) => client.get<ItemDto>(`/v1/items/${encodeURIComponent(id)}`, options({}, signal)),
  categories: () => client.get<CategoriesDto>('/v1/categories'),
  users: (limit: number) => client.get<UsersDto>('/v1/users', { query: { limit } }),
  history: (userId: string, limit: number) =>
    client.get<HistoryDto>(`/v1/users/${encodeURIComponent(userId)}/history`, { query: { limit } }),
  recommendations: (userId: string, mode: RecommendationMode, limit: number) =>
    client.get<RecommendationsDto>(`/v1/users/${encodeURIComponent(userId)}/recommendations`, { query: { mode, limit } }),
  similar: (itemId: string, limit: number, signal?: AbortSignal) =>
    client.get<SimilarItemsDto>(`/v1/items/${encodeURIComponent(itemId)}/similar`, options({ limit }, signal)),
  send: (events: readonly InteractionEvent[]) =>
    client.send<AcceptedDto>('POST', '/v1/events', events, { contentType: 'application/cloudevents-batch+json' }),
});

const options = (query: NonNullable<CallOptions['query']>, signal?: AbortSignal): CallOptions => (signal ? { query, signal } : { query });

export const service = createService(createClient());
