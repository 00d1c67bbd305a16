/** Values that are plain words: categories, shops that do not exist, references, reasons, ordinals. */
import type { Random } from '@casebook/data-pipelines/random';
import { deal, drawOwn, type Part } from '../parts.js';

const list = (text: string) => text.split(/[|\n]/).flatMap((item) => item.trim() || []);

const CATEGORIES =
  list(`groceries|food|eating out|restaurants|takeaways|coffee|transport|public transport|taxis|petrol|fuel|clothes|shopping|rent|bills|utilities
  subscriptions|streaming|entertainment|cinema|travel|holidays|hotels|flights|health|pharmacy|gym|sports|gifts|charity|electronics|books|household|furniture|insurance
  childcare|education|pets|beauty|hairdresser|drinks|bars|parking|phone|internet|cash withdrawals|fees|supermarkets|going out|dining|hobbies|games|fast food|energy`);

const merchants = deal(
  list(`Northwind Books|Larder & Co|Corner Bakehouse|FreshCart|Tramline Cafe|Bolt & Bobbin|Cinder Pizza|Daybreak Coffee|Evergreen Market|Fig & Olive|GoRide|Halcyon Hotels
  Inkwell Stationery|Jetwing Airways|Kitchen Theory|Lumen Lighting|Moonbeam Cinema|Nettle & Thyme|Orbit Electronics|Paper Crane|Quickfill Petrol|Ridgeway Outdoors
  Saffron House|Tandem Bikes|Urban Sprout|Velvet Rope|Wagon Wheel Diner|Yellow Door Toys|Zephyr Air|Apple Tree Pharmacy|Brickyard Burgers|Cloudnine Hosting|Streamly
  Dressed Up|Ember Grill|Flixbox|Garden Gate|Hop Scotch Brewery|Island Sushi|Jumpers Gym|Kite Mobile|Loom & Thread|Magpie Vintage|Night Owl Taxi|Old Mill Bakery
  Playhaus|Rapid Parcel|Stone Soup Kitchen|Top Deck Ferries|Under the Oak|Vista Optics|Wool & Wick|Parkly|Tuneport|Cabbie|Bookbarn|Greengrocer's Daughter|Shoe Shack`),
  'merchants',
);

const references = deal(
  list(`rent|dinner|birthday present|holiday money|electricity bill|pizza night|concert tickets|loan repayment|car repair|piano lessons|football subs|gas bill|wedding gift
  groceries|deposit|phone bill|babysitting|taxi share|flat share|school trip|club fees|garden work|coffee beans|train tickets|council tax|gym membership|tuition|thank you
  happy birthday|weekend away|stag do|hen party|ski trip|vet bill|new sofa|broken window|nursery fees|camping|charity run|team lunch|books|paint and brushes|bike parts`),
  'references',
);

const losses = deal(
  list(`it was stolen|it got stolen|I lost it|I left it on the train|someone took my bag|it fell out of my pocket|my wallet was stolen|I was mugged|I dropped it somewhere in town
  I forgot it at the restaurant|a cash machine swallowed it|I can't find it anywhere|I left it in a taxi|my handbag was taken|I got pickpocketed
  it was in my coat and the coat is gone|somebody used it without asking|it slipped down a drain|I never got it back from the shop|my car was broken into|my flat was burgled
  it flew off the ferry|I must have binned it|my son lost it at the beach|I was robbed`),
  'losses',
);

const damages = deal(
  list(`it was damaged|it is broken|the chip doesn't work|it is cracked|the magnetic strip is worn out|it snapped in half|my dog chewed it|it went through the wash|it won't tap any more
  the name on it is wrong|it stopped working|it expired|contactless stopped working|the numbers have rubbed off|it bent|it got demagnetised|no machine reads it|it melted on the dashboard
  the corner broke off|it is about to expire|my surname has changed|the print is gone|it only works sometimes|I cut it by mistake`),
  'damages',
);

const disputes = deal(
  list(`I didn't make it|I never bought that|I was charged twice|the amount is wrong|it never arrived|I cancelled the order|I don't recognise it|I returned the goods
  they charged me too much|I already paid in cash|I've never heard of this shop|it's a duplicate|the goods were faulty|I cancelled that subscription|it wasn't me
  they never sent it|the refund never came|I was in another country|the hotel was never booked|someone used my card`),
  'dispute reasons',
);

export const category = (random: Random) => random.pick(CATEGORIES);

export const merchant = (random: Random, part: Part) => random.pick(merchants[part]);

/** What is written on a transfer. */
export function reference(random: Random, part: Part): string {
  const text = random.pick(references[part]);
  const form = random.weighted([5, 2, 1, 1, 1]);
  const month = random.pick(['January', 'March', 'May', 'June', 'August', 'November', 'December']);
  if (form === 1) return `${text} ${month}`;
  if (form === 2) return `"${text}"`;
  if (form === 3) {
    const number = drawOwn(
      part,
      () => 1000 + random.below(90_000),
      (n) => `reference ${n}`,
    );
    return random.pick([`invoice ${number}`, `INV-${number}`, `invoice no ${number}`, `ref ${number}`, `order ${number}`]);
  }
  return text;
}

/** Kinds: `dispute` of a payment, `lost` and `damaged` of a card; else of a card. */
export function reason(random: Random, part: Part, variant: string): string {
  const kind = variant === '' ? random.pick(['lost', 'damaged']) : variant;
  return random.pick((kind === 'dispute' ? disputes : kind === 'lost' ? losses : damages)[part]);
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'last',
  '1st',
  '2nd',
  '3rd',
  '4th',
  'top',
  'bottom',
  'middle',
  'other',
  'latest',
  'most recent',
  'next',
];

/** Kinds: `bare` "second"; `number` "2"; else with determiner. */
export function ordinal(random: Random, _part: Part, variant: string): string {
  const word = ORDINALS[random.weighted([6, 6, 4, 2, 1, 4, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0.5])]!;
  const n = String(1 + random.below(6));
  if (variant === 'bare') return word;
  if (variant === 'number') return n;
  return random.pick([`the ${word} one`, `the ${word} one`, `the ${word}`, `number ${n}`, `option ${n}`, `#${n}`, `no. ${n}`]);
}
