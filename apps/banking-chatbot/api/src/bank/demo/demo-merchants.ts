/** Where the demo's customers spend: invented shops, with the size of a visit in minor units and visits in four weeks. */
export interface DemoMerchant {
  name: string;
  category: string;
  from: number;
  to: number;
  visits: number;
}

export const DEMO_MERCHANTS: DemoMerchant[] = [
  { name: 'Greenleaf Market', category: 'groceries', from: 12_00, to: 68_00, visits: 5 },
  { name: 'Corner Basket', category: 'groceries', from: 4_00, to: 22_00, visits: 3 },
  { name: 'Lumen Energy', category: 'bills', from: 64_00, to: 91_00, visits: 1 },
  { name: 'Clearvoice Mobile', category: 'bills', from: 24_90, to: 24_90, visits: 1 },
  { name: 'Tramline Tickets', category: 'transport', from: 2_90, to: 9_80, visits: 4 },
  { name: 'Harbour Fuel', category: 'transport', from: 35_00, to: 72_00, visits: 1 },
  { name: 'Bistro Calluna', category: 'restaurants', from: 18_00, to: 64_00, visits: 2 },
  { name: 'Roast & Rye', category: 'restaurants', from: 3_20, to: 9_40, visits: 4 },
  { name: 'Northwind Books', category: 'shopping', from: 8_00, to: 45_00, visits: 1 },
  { name: 'Tidewater Outfitters', category: 'shopping', from: 25_00, to: 140_00, visits: 1 },
  { name: 'Aurora Cinema', category: 'entertainment', from: 11_00, to: 28_00, visits: 1 },
  { name: 'Streambox', category: 'entertainment', from: 12_99, to: 12_99, visits: 1 },
  { name: 'Willow Pharmacy', category: 'health', from: 5_00, to: 34_00, visits: 1 },
  { name: 'Skyhop Airlines', category: 'travel', from: 89_00, to: 240_00, visits: 0.3 },
];

export const CATEGORIES = [...new Set(DEMO_MERCHANTS.map(({ category }) => category))];
