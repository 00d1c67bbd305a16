const POUNDS = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** A price or a sum; an item whose price is not known says so. */
export const formatMoney = (amount: number | null) => (amount === null ? 'Price on request' : POUNDS.format(amount));

/** What to say about the pieces on stock; nothing where there are plenty. */
export function stockNote(stock: number): string | undefined {
  if (stock <= 0) return 'Sold out';
  return stock <= 5 ? `Only ${stock} left` : undefined;
}
