/** The bounds of everything that crosses the border of the shop, in one place: training, service and page read the same numbers. */
export const LIMITS = {
  /** Characters (UTF-16 code units) of a user, item or event identifier. */
  id: 128,
  /** Characters of an event's source. */
  source: 256,
  name: 300,
  category: 128,
  /** Characters of a request's context, e.g. a country. */
  context: 64,
  attributes: 32,
  attributeName: 64,
  attributeValue: 512,
  price: 1e9,
  quantity: 1e6,
  stock: 1e9,
  /** Events or items in one request. */
  batch: 1000,
  /** Recommendations or similar items in one answer. */
  recommendations: 100,
  /** Rows of a list in one answer. */
  page: 200,
  /** Distinct items of one user that the service keeps in view: the length of the model's history. */
  history: 500,
  /** How far ahead of the server's clock an event may be, in milliseconds. */
  clockSkewMs: 5 * 60_000,
} as const;
