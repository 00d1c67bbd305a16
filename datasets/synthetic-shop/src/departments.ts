/** The shop's shelves: twelve departments of eight kinds of product, with a typical price, what is bought again and what goes with what. */

export interface Kind {
  noun: string;
  /** Typical price in the shop's currency. */
  price: number;
  /** Days after which a customer needs it again; absent for durable goods. */
  every?: number;
  /** Month (1–12) in which it sells best; absent where it sells all year. */
  season?: number;
  /** Kinds that people buy after it. */
  then?: readonly string[];
}

export interface Department {
  name: string;
  brands: readonly string[];
  variants: readonly string[];
  kinds: readonly Kind[];
}

const colours = ['Moss Green', 'Slate Grey', 'Ember Red', 'Night Blue', 'Sand', 'Charcoal', 'Ochre', 'Glacier'];
const woods = ['Oak', 'Walnut', 'White', 'Black', 'Ash', 'Natural', 'Terracotta', 'Linen'];
const packs = ['250 g', '500 g', '1 kg', 'Pack of 3', 'Pack of 6', 'Refill', 'Value Size', 'Gift Box'];
const sizes = ['Small', 'Medium', 'Large', 'Extra Large', 'Set of 2', 'Set of 4', 'Mini', 'Family Size'];

export const departments: readonly Department[] = [
  {
    name: 'Camping & Hiking',
    brands: ['Norrvik', 'Fellcrest', 'Tarn & Ridge', 'Wayfold', 'Alderpeak', 'Kestrel'],
    variants: colours,
    kinds: [
      { noun: 'Tent', price: 189, season: 6, then: ['Sleeping Bag', 'Sleeping Mat', 'Camping Stove'] },
      { noun: 'Sleeping Bag', price: 95, season: 6, then: ['Sleeping Mat', 'Head Torch'] },
      { noun: 'Sleeping Mat', price: 49, season: 6, then: ['Sleeping Bag'] },
      { noun: 'Camping Stove', price: 42, season: 7, then: ['Gas Canister', 'Mess Kit'] },
      { noun: 'Gas Canister', price: 7, every: 35, season: 7 },
      { noun: 'Mess Kit', price: 24, season: 7, then: ['Water Bottle'] },
      { noun: 'Head Torch', price: 34, season: 11, then: ['Battery Pack'] },
      { noun: 'Rucksack', price: 110, season: 5, then: ['Water Bottle', 'Hiking Socks'] },
    ],
  },
  {
    name: 'Outdoor Clothing',
    brands: ['Norrvik', 'Fellcrest', 'Rainmark', 'Hollin', 'Skerry', 'Kestrel'],
    variants: colours,
    kinds: [
      { noun: 'Rain Jacket', price: 129, season: 10, then: ['Fabric Wash', 'Rain Trousers'] },
      { noun: 'Rain Trousers', price: 69, season: 10, then: ['Rain Jacket'] },
      { noun: 'Fleece', price: 59, season: 11, then: ['Beanie'] },
      { noun: 'Down Jacket', price: 169, season: 12, then: ['Beanie', 'Gloves'] },
      { noun: 'Hiking Socks', price: 14, every: 90, then: ['Hiking Boots'] },
      { noun: 'Hiking Boots', price: 149, season: 4, then: ['Hiking Socks', 'Boot Wax'] },
      { noun: 'Beanie', price: 19, season: 12, then: ['Gloves'] },
      { noun: 'Gloves', price: 29, season: 12, then: ['Beanie'] },
    ],
  },
  {
    name: 'Cycling',
    brands: ['Velora', 'Chainline', 'Pedalwright', 'Rouleur & Sons', 'Spindrift', 'Hubsworth'],
    variants: colours,
    kinds: [
      { noun: 'Bike Helmet', price: 72, season: 4, then: ['Bike Lights', 'Bike Lock'] },
      { noun: 'Bike Lights', price: 38, season: 10, then: ['Battery Pack'] },
      { noun: 'Bike Lock', price: 44, then: ['Bike Lights'] },
      { noun: 'Inner Tube', price: 6, every: 60, then: ['Tyre Levers'] },
      { noun: 'Tyre Levers', price: 5, then: ['Bike Pump'] },
      { noun: 'Bike Pump', price: 27, then: ['Inner Tube'] },
      { noun: 'Chain Oil', price: 9, every: 50, then: ['Cleaning Brush'] },
      { noun: 'Pannier Bag', price: 64, season: 5, then: ['Bike Lock'] },
    ],
  },
  {
    name: 'Garden',
    brands: ['Greenlea', 'Thornbury', 'Loam & Leaf', 'Orchard Row', 'Wilding', 'Potter & Vine'],
    variants: sizes,
    kinds: [
      { noun: 'Plant Pot', price: 16, season: 4, then: ['Potting Compost', 'Watering Can'] },
      { noun: 'Potting Compost', price: 9, every: 40, season: 4, then: ['Seed Packet'] },
      { noun: 'Seed Packet', price: 3, every: 45, season: 3, then: ['Seed Tray'] },
      { noun: 'Seed Tray', price: 11, season: 3, then: ['Potting Compost', 'Plant Feed'] },
      { noun: 'Plant Feed', price: 8, every: 42, season: 5 },
      { noun: 'Watering Can', price: 22, season: 5, then: ['Plant Feed'] },
      { noun: 'Secateurs', price: 26, season: 9, then: ['Garden Gloves'] },
      { noun: 'Garden Gloves', price: 8, every: 120, season: 4, then: ['Secateurs'] },
    ],
  },
  {
    name: 'Kitchen',
    brands: ['Copperhaus', 'Larkfield', 'Stonewell', 'Mise & Co', 'Brasserie Nord', 'Hearthline'],
    variants: sizes,
    kinds: [
      { noun: 'Cast Iron Pan', price: 64, then: ['Pan Seasoning Oil', 'Spatula'] },
      { noun: 'Spatula', price: 9, then: ['Mixing Bowl'] },
      { noun: 'Chef Knife', price: 79, then: ['Whetstone', 'Chopping Board'] },
      { noun: 'Whetstone', price: 34, then: ['Chopping Board'] },
      { noun: 'Chopping Board', price: 32, then: ['Board Oil'] },
      { noun: 'Board Oil', price: 11, every: 75 },
      { noun: 'Mixing Bowl', price: 18, then: ['Baking Tin'] },
      { noun: 'Baking Tin', price: 15, season: 11, then: ['Baking Paper'] },
    ],
  },
  {
    name: 'Coffee & Tea',
    brands: ['Ember Roasters', 'Third Bell', 'Quayside', 'Leaf & Kettle', 'Morrow', 'Blackwater'],
    variants: packs,
    kinds: [
      { noun: 'Coffee Beans', price: 13, every: 18, then: ['Filter Papers'] },
      { noun: 'Filter Papers', price: 4, every: 35, then: ['Coffee Beans'] },
      { noun: 'Loose Leaf Tea', price: 9, every: 28, then: ['Tea Infuser'] },
      { noun: 'Tea Infuser', price: 12, then: ['Loose Leaf Tea', 'Teapot'] },
      { noun: 'Teapot', price: 36, season: 12, then: ['Loose Leaf Tea'] },
      { noun: 'Coffee Grinder', price: 89, then: ['Coffee Beans', 'Pour-Over Dripper'] },
      { noun: 'Pour-Over Dripper', price: 26, then: ['Filter Papers', 'Coffee Beans'] },
      { noun: 'Descaler', price: 7, every: 60 },
    ],
  },
  {
    name: 'Home & Living',
    brands: ['Hearthline', 'Lumen Row', 'Willow & Weft', 'Nook', 'Marram', 'Tidewood'],
    variants: woods,
    kinds: [
      { noun: 'Throw Blanket', price: 49, season: 11, then: ['Cushion', 'Scented Candle'] },
      { noun: 'Cushion', price: 24, then: ['Throw Blanket'] },
      { noun: 'Scented Candle', price: 17, every: 30, season: 12 },
      { noun: 'Table Lamp', price: 69, season: 10, then: ['Light Bulb'] },
      { noun: 'Light Bulb', price: 6, every: 100 },
      { noun: 'Picture Frame', price: 19, then: ['Wall Hook'] },
      { noun: 'Wall Hook', price: 8, then: ['Picture Frame'] },
      { noun: 'Storage Basket', price: 29, season: 1, then: ['Cushion'] },
    ],
  },
  {
    name: 'Bath & Laundry',
    brands: ['Marram', 'Softwell', 'Purely Soap', 'Willow & Weft', 'Brine', 'Cotton Lane'],
    variants: packs,
    kinds: [
      { noun: 'Bath Towel', price: 22, then: ['Bath Mat', 'Hand Soap'] },
      { noun: 'Bath Mat', price: 26, then: ['Bath Towel'] },
      { noun: 'Hand Soap', price: 6, every: 24, then: ['Hand Cream'] },
      { noun: 'Hand Cream', price: 9, every: 40, season: 1 },
      { noun: 'Laundry Liquid', price: 11, every: 30, then: ['Fabric Wash'] },
      { noun: 'Fabric Wash', price: 12, every: 75 },
      { noun: 'Shower Gel', price: 7, every: 26, then: ['Hand Soap'] },
      { noun: 'Laundry Basket', price: 39, then: ['Laundry Liquid'] },
    ],
  },
  {
    name: 'Office & Paper',
    brands: ['Inkwell', 'Foolscap', 'Margin & Line', 'Deskwright', 'Quill Street', 'Nook'],
    variants: woods,
    kinds: [
      { noun: 'Notebook', price: 13, every: 55, then: ['Fountain Pen', 'Gel Pens'] },
      { noun: 'Gel Pens', price: 8, every: 60, then: ['Notebook'] },
      { noun: 'Fountain Pen', price: 45, then: ['Ink Bottle', 'Notebook'] },
      { noun: 'Ink Bottle', price: 14, every: 90 },
      { noun: 'Desk Lamp', price: 59, season: 9, then: ['Light Bulb', 'Desk Organiser'] },
      { noun: 'Desk Organiser', price: 27, season: 9, then: ['Sticky Notes'] },
      { noun: 'Sticky Notes', price: 5, every: 65 },
      { noun: 'Wall Planner', price: 16, season: 12, then: ['Gel Pens'] },
    ],
  },
  {
    name: 'Pets',
    brands: ['Waggle', 'Purr & Co', 'Fetchwell', 'Bramblepaw', 'Tailwind', 'Whiskerfold'],
    variants: packs,
    kinds: [
      { noun: 'Dog Food', price: 28, every: 21, then: ['Dog Treats'] },
      { noun: 'Dog Treats', price: 6, every: 18 },
      { noun: 'Dog Lead', price: 18, then: ['Dog Bed', 'Dog Treats'] },
      { noun: 'Dog Bed', price: 58, then: ['Dog Food'] },
      { noun: 'Cat Food', price: 24, every: 20, then: ['Cat Litter'] },
      { noun: 'Cat Litter', price: 12, every: 16, then: ['Cat Food'] },
      { noun: 'Cat Toy', price: 8, then: ['Scratching Post'] },
      { noun: 'Scratching Post', price: 46, then: ['Cat Toy', 'Cat Food'] },
    ],
  },
  {
    name: 'Kids & Play',
    brands: ['Little Fern', 'Puddle & Pine', 'Brightling', 'Marbles', 'Sprout House', 'Tumbledown'],
    variants: sizes,
    kinds: [
      { noun: 'Building Blocks', price: 34, season: 12, then: ['Storage Basket', 'Picture Book'] },
      { noun: 'Picture Book', price: 11, every: 50, season: 12, then: ['Crayons'] },
      { noun: 'Crayons', price: 7, every: 70, then: ['Drawing Pad'] },
      { noun: 'Drawing Pad', price: 6, every: 45, then: ['Crayons'] },
      { noun: 'Board Game', price: 32, season: 12, then: ['Jigsaw Puzzle'] },
      { noun: 'Jigsaw Puzzle', price: 19, season: 11, then: ['Board Game'] },
      { noun: 'Wellies', price: 26, season: 10, then: ['Rain Jacket'] },
      { noun: 'Soft Toy', price: 21, season: 12, then: ['Picture Book'] },
    ],
  },
  {
    name: 'Workshop & Care',
    brands: ['Benchmark & Co', 'Gritstone', 'Handforged', 'Chainline', 'Tallow', 'Sawmill Lane'],
    variants: sizes,
    kinds: [
      { noun: 'Cordless Drill', price: 119, then: ['Drill Bits', 'Battery Pack'] },
      { noun: 'Drill Bits', price: 22, then: ['Wall Plugs'] },
      { noun: 'Wall Plugs', price: 5, every: 110 },
      { noun: 'Battery Pack', price: 12, every: 60 },
      { noun: 'Cleaning Brush', price: 9, every: 120, then: ['Chain Oil'] },
      { noun: 'Boot Wax', price: 10, every: 80 },
      { noun: 'Pan Seasoning Oil', price: 9, every: 90 },
      { noun: 'Water Bottle', price: 25, season: 6, then: ['Cleaning Brush'] },
    ],
  },
];

/** Words between brand and noun, from plain to fine: the position says how dear the item is. */
export const grades = [
  'Basic',
  'Everyday',
  'Compact',
  'Classic',
  'Lightweight',
  'Trail',
  'Heritage',
  'Select',
  'Premium',
  'Signature',
] as const;
