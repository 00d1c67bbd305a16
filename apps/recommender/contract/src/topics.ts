/** Topics of the shop, `<domain>.<entity>.v<major>`. */
export const TOPICS = {
  interactions: 'shop.interactions.v1',
  catalogue: 'shop.catalogue.v1',
  recommendations: 'shop.recommendations.v1',
} as const;
