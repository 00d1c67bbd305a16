/** Which drawing a word stands for. */
import type * as motifs from './motifs/index.js';

export type MotifName = keyof typeof motifs;

const entries: readonly (readonly [MotifName, string])[] = [
  ['birdHouse', 'bird|nest'],
  ['wateringCan', 'watering can|hose|sprayer'],
  ['headTorch', 'head torch|headlamp|torch'],
  ['sleepingBag', 'sleeping bag'],
  ['roll', 'sleeping mat|yoga mat'],
  ['rug', 'bath mat|rug|doormat|mat'],
  ['stove', 'camping stove|stove|burner'],
  ['canister', 'gas canister|gas'],
  ['bakingTin', 'baking tin|loaf|cake tin|muffin tin'],
  ['petFood', 'dog food|cat food|pet food|litter|kibble'],
  ['petBed', 'dog bed|cat bed|pet bed'],
  ['toyMouse', 'cat toy'],
  ['bear', 'soft toy|teddy|bear|bunny|doll|plush|rabbit'],
  ['scratchPost', 'scratching post|scratch'],
  ['bone', 'treat|chew|bone'],
  ['lead', 'lead|leash|collar|harness'],
  ['dice', 'board game|dice|domino|game|chess'],
  ['puzzle', 'jigsaw|puzzle'],
  ['book', 'picture book|novel|guide|atlas'],
  ['battery', 'battery|batteries|charger'],
  ['bits', 'drill bit|wall plug|screw|nail'],
  ['drill', 'drill|hammer|spanner|wrench|saw|sander'],
  ['bottle', 'oil|water bottle|bottle|flask|syrup|carafe|jug|pitcher|decanter|descaler'],
  ['seeds', 'seed tray|seed'],
  ['hamper', 'laundry basket|hamper'],
  ['laundry', 'laundry|fabric wash|detergent|softener|plant feed|fertili[sz]er|bleach'],
  ['dispenser', 'hand soap|lotion|sani[tz]i[sz]er|mist'],
  ['creamTube', 'shower gel|shower|shampoo|conditioner|cream|balm|toothpaste|paste|sunscreen'],
  ['soap', 'soap|sponge|scrub'],
  ['inkBottle', 'ink bottle|ink'],
  ['fountainPen', 'fountain pen'],
  ['frame', 'picture frame|frame|picture|print|poster|mirror|canvas'],
  ['bikeLight', 'bike light|bicycle light'],
  ['filters', 'filter paper|filter|baking paper'],
  ['wreath', 'wreath|garland|holly|christmas'],
  ['candle', 'candle|wick|incense|diffuser|t-?light|tea ?light'],
  ['bulb', 'bulb|fairy light|string light'],
  ['lamp', 'lamp|lampshade|light'],
  ['padlock', 'lock|padlock'],
  ['helmet', 'helmet'],
  ['tube', 'inner tube|tyre|tire|wheel'],
  ['pump', 'pump'],
  ['tent', 'tent|tarp|camping'],
  ['rucksack', 'rucksack|backpack|daypack'],
  ['gloves', 'glove|mitten'],
  ['secateurs', 'secateur|pruner|shears|scissor'],
  ['jacket', 'jacket|fleece|coat|parka|shirt|sweater|jumper|hoodie'],
  ['trousers', 'trouser|pants|jeans|shorts|leggings'],
  ['boots', 'boots|boot|wellies|shoe|trainer|sandal'],
  ['socks', 'sock|slipper|scarf'],
  ['beanie', 'beanie|hat|cap'],
  ['towel', 'towel|flannel|napkin|cloth|curtain'],
  ['teapot', 'teapot|tea pot|kettle|cafetiere|coffee pot|french press'],
  ['infuser', 'infuser|strainer'],
  ['dripper', 'dripper|pour-over|aeropress'],
  ['grinder', 'grinder|mill'],
  ['mug', 'mug|cup|tumbler|beaker|goblet'],
  ['gift', 'gift box|gift|present|box|crate|drawer'],
  ['basket', 'basket|trug|bin|organi[sz]er|caddy'],
  ['notes', 'sticky note|notes|label'],
  ['calendar', 'planner|calendar'],
  ['notebook', 'notebook|journal|diary|sketchbook|drawing pad|pad'],
  ['crayons', 'crayon|paint|chalk|marker'],
  ['pencil', 'pencil|pen|gel pen'],
  ['tin', 'tin|wax|polish|canister|matcha|tea'],
  ['jar', 'jar|jam|honey|chutney|pickle|preserve|marmalade'],
  ['plate', 'plate|saucer|dish|platter|coaster'],
  ['bowl', 'bowl|mess kit|colander|mortar'],
  ['cake', 'cake|muffin|cupcake|tart|baking'],
  ['pan', 'pan|skillet|wok|casserole|saucepan'],
  ['knife', 'knife|knives|blade'],
  ['stone', 'whetstone|stone'],
  ['spatula', 'spatula|turner|tyre lever|lever'],
  ['spoon', 'spoon|fork|cutlery|ladle|whisk|tongs|peeler|grater|kitchen'],
  ['board', 'board|tray|rolling pin|trivet'],
  ['chocolate', 'chocolate|cocoa|fudge|caramel'],
  ['biscuits', 'biscuit|cookie|shortbread|cracker|snack|granola'],
  ['sack', 'coffee|bean|rice|flour|pasta|lentil|oat|spice|nuts|compost|soil|charcoal'],
  ['fruit', 'apple|pear|fruit|orange|lemon|berry|berries'],
  ['lantern', 'lantern'],
  ['cushion', 'cushion|pillow|pouffe|beanbag|home'],
  ['blanket', 'blanket|throw|quilt|duvet|bedspread|sheet|linen|robe'],
  ['clock', 'clock|alarm|timer|watch'],
  ['vase', 'vase'],
  ['stool', 'stool|chair|bench|table|shelf|desk'],
  ['plant', 'planter|plant|pot|fern|succulent|cactus|herb|flower|trowel|garden'],
  ['card', 'card|envelope|letter|postcard|stationery|stamp|sticker'],
  ['ribbon', 'ribbon|wrap|tape|twine|string|yarn|thread'],
  ['tote', 'bag|tote|purse|pouch|wallet|pannier'],
  ['apron', 'apron|dress|pyjama'],
  ['brush', 'brush|broom|mop|duster|comb'],
  ['blocks', 'block|building|stacking'],
  ['train', 'train|car|truck|rocket|boat|plane|toy'],
  ['kite', 'kite|ball|frisbee|hoop'],
  ['heart', 'heart|ornament|decoration|charm|hook|decor'],
  ['bunting', 'bunting|banner|flag|party|balloon'],
  ['radio', 'radio|speaker|headphone|phone|camera|keyboard|electronic'],
  ['book', 'book'],
];

const PATTERNS = entries.map(([motif, words]) => ({ motif, pattern: new RegExp(`\\b(?:${words})(?:e?s)?\\b`, 'g') }));

/**
 * The drawing for a name: the word that ends last says what a thing is (`tea towel` is a towel, a `Leaf & Kettle coffee` no kettle), and of
 * two that end together the longer (`ink bottle`). Whole words only: `retrospot` has no pot.
 */
export function motifIn(text: string): MotifName | undefined {
  let best: { motif: MotifName; end: number; length: number } | undefined;
  for (const { motif, pattern } of PATTERNS) {
    for (const { 0: match, index } of text.toLowerCase().matchAll(pattern)) {
      const end = index + match.length;
      if (!best || end > best.end || (end === best.end && match.length > best.length)) best = { motif, end, length: match.length };
    }
  }
  return best?.motif;
}
