/** Which drawing an item gets: always the same for the same item, and one that fits its name where the name says what it is. */
import * as motifs from './motifs/index.js';
import { PALETTES, type Palette } from './palettes.js';

export type MotifName = keyof typeof motifs;

/** Words of a name, in the order they are looked for: `tea towel` is a towel, `tea tin` a tin, `tea` alone a tin of tea. */
const WORDS: readonly (readonly [RegExp, MotifName])[] = [
  [/bird ?(house|box|feeder|table)|nest/, 'birdHouse'],
  [/water(ing)? ?can|hose|sprayer/, 'wateringCan'],
  [/towel|flannel|napkin|cloth|curtain/, 'towel'],
  [/tea ?pot|kettle|cafetiere|coffee pot|french press/, 'teapot'],
  [/mug|cup|tumbler|beaker|goblet/, 'mug'],
  [/lunch ?box|gift|present|box|crate|drawer|organi[sz]er/, 'gift'],
  [/basket|hamper|caddy|trug|bin/, 'basket'],
  [/tin|caddy|canister|matcha|tea\b/, 'tin'],
  [/jar|jam|honey|chutney|pickle|preserve|marmalade/, 'jar'],
  [/bottle|flask|oil|syrup|carafe|jug|pitcher|decanter|lotion|shampoo|mist/, 'bottle'],
  [/plate|saucer|dish|platter|coaster/, 'plate'],
  [/bowl|colander|mortar/, 'bowl'],
  [/cake|bak(e|ing)|muffin|cupcake|tart/, 'cake'],
  [/pan\b|skillet|wok|casserole|saucepan/, 'pan'],
  [/spoon|fork|knife|knives|cutlery|ladle|spatula|whisk|tongs|peeler|grater/, 'spoon'],
  [/board|tray|rolling pin|trivet/, 'board'],
  [/chocolate|cocoa|fudge|caramel/, 'chocolate'],
  [/biscuit|cookie|shortbread|cracker|snack|granola/, 'biscuits'],
  [/coffee|beans|rice|flour|pasta|lentil|oats|spice|nuts|sack/, 'sack'],
  [/apple|pear|fruit|orange|lemon|berr/, 'fruit'],
  [/candle|wick|incense|diffuser|t(ea)?[ -]?light/, 'candle'],
  [/lantern/, 'lantern'],
  [/bulb|torch|string light|fairy light|charger|battery/, 'bulb'],
  [/lamp|lampshade|shade|light\b/, 'lamp'],
  [/cushion|pillow|pouffe|beanbag/, 'cushion'],
  [/blanket|throw|quilt|duvet|bedspread|sheet|linen|robe/, 'blanket'],
  [/clock|alarm|timer|watch/, 'clock'],
  [/frame|picture|print|poster|mirror|canvas/, 'frame'],
  [/vase/, 'vase'],
  [/rug|doormat|mat\b|runner/, 'rug'],
  [/stool|chair|bench|table|shelf|desk/, 'stool'],
  [/seed|bulbs/, 'seeds'],
  [/wreath|garland|holly|christmas/, 'wreath'],
  [/planter|plant|pot\b|pots\b|fern|succulent|cactus|herb|flower|trowel|garden/, 'plant'],
  [/notebook|journal|diary|planner|sketchbook|pad\b/, 'notebook'],
  [/pencil|pen\b|pens\b|marker|crayon|paint|ink/, 'pencil'],
  [/card|envelope|letter|postcard|stationery|stamp|sticker/, 'card'],
  [/ribbon|wrap|tape|twine|string|yarn|thread/, 'ribbon'],
  [/book|novel|guide|atlas/, 'book'],
  [/soap|bath|sponge|scrub|balm|cream/, 'soap'],
  [/bag|tote|backpack|purse|pouch|wallet/, 'tote'],
  [/sock|slipper|mitten|glove|scarf|hat\b|beanie|shoe/, 'socks'],
  [/apron|shirt|dress|jacket|pyjama/, 'apron'],
  [/brush|broom|mop|duster|comb/, 'brush'],
  [/bear|bunny|doll|plush|teddy|rabbit|soft toy/, 'bear'],
  [/block|stack|dice|game|domino/, 'blocks'],
  [/train|car\b|truck|rocket|boat|plane|toy/, 'train'],
  [/kite|ball|frisbee|hoop|spinning/, 'kite'],
  [/puzzle|jigsaw/, 'puzzle'],
  [/heart|ornament|decoration|charm|hook|decor/, 'heart'],
  [/bunting|banner|flag|party|balloon/, 'bunting'],
  [/radio|speaker|headphone|phone|camera|keyboard|electronic/, 'radio'],
  [/kitchen|cook/, 'spoon'],
  [/home|living|bedroom/, 'cushion'],
];

const ANY: readonly MotifName[] = ['gift', 'tote', 'jar', 'tin', 'heart', 'vase'];

export interface Drawing {
  motif: MotifName;
  palette: Palette;
  vary: readonly [number, number, number];
}

/** The drawing of an item: the first rule that fits its name, then its category, then anything that could be in a shop. */
export function chooseDrawing(item: { id: string; name: string; category: string }): Drawing {
  const hash = fnv1a(item.id);
  const vary = [portion(hash, 0), portion(hash, 10), portion(hash, 20)] as const;
  const motif = find(item.name) ?? find(item.category) ?? ANY[fnv1a(item.category || item.id) % ANY.length]!;
  return { motif, palette: PALETTES[hash % PALETTES.length]!, vary };
}

function find(text: string): MotifName | undefined {
  const words = text.toLowerCase();
  return WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

/** Fowler–Noll–Vo 1a, 32 bit, over UTF-16 code units, with a final mix: neighbouring ids get unlike pictures. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

const portion = (hash: number, shift: number) => ((hash >>> shift) & 0x3ff) / 0x400;
