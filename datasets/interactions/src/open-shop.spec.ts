import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Text } from '@casebook/data-pipelines';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENTS, openShop, type Shop, type ShopSource } from './index.js';

let root: string;
let dir: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'interactions-'))));
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => void (dir = await mkdtemp(join(root, 'shop-'))));

const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map(cell).join(',')).join('\n') + '\n';

const open = async (interactions: readonly (readonly string[])[], items?: readonly (readonly string[])[]) => {
  await writeFile(join(dir, 'interactions.csv'), csv(interactions));
  if (items) await writeFile(join(dir, 'items.csv'), csv(items));
  return openShop(dir, { cacheDir: join(root, 'cache') });
};
const rowsOf = ({ log, users, items }: Shop) =>
  Array.from(log.user, (user, row) => [
    users[user],
    items[log.item[row]!],
    log.time[row],
    EVENTS[log.event[row]!],
    log.quantity[row],
    log.price[row],
  ]);
const dropped = ({ report }: Shop, step = 'interactions') =>
  Object.fromEntries(
    report.steps
      .find(({ name }) => name === step)!
      .dropped.filter(({ rows }) => rows > 0)
      .map(({ rule, rows }) => [rule, rows]),
  );

const header = ['user_id', 'item_id', 'timestamp'];

describe('openShop', () => {
  it('reads users, items, times, events, quantities and prices, sorted by time and then as they stand', async () => {
    const shop = await open([
      [...header, 'event', 'quantity', 'price'],
      ['ann', 'tea', '2011-01-02', 'purchase', '2', '3.5'],
      ['bob', 'cup', '2011-01-01T10:00:00Z', 'view', '', ''],
      ['ann', 'cup', '2011-01-01 10:00:00', 'addtocart', '', ''],
    ]);
    const ten = Date.UTC(2011, 0, 1, 10);
    expect(rowsOf(shop)).toEqual([
      ['bob', 'cup', ten, 'view', 1, NaN],
      ['ann', 'cup', ten, 'basket', 1, NaN],
      ['ann', 'tea', Date.UTC(2011, 0, 2), 'purchase', 2, 3.5],
    ]);
    expect(shop).toMatchObject({ timeKind: 'clock', timeIsOrder: false, users: ['ann', 'bob'], items: ['cup', 'tea'], contexts: [] });
    expect([...shop.catalogue.price]).toEqual([NaN, 3.5]);
    expect([shop.log.basket[0], shop.log.context[0]]).toEqual([-1, -1]);
    expect(shop.sha256).toBe(shop.report.sources[0]!.sha256);
  });

  const second = 1_300_000_000;
  it.each([
    ['seconds', [second, second + 1], 'clock', [second * 1e3, second * 1e3 + 1e3]],
    ['seconds with a fraction', [second, `${second}.25`], 'clock', [second * 1e3, second * 1e3 + 250]],
    ['milliseconds', [second * 1e3, second * 1e3 + 1], 'clock', [second * 1e3, second * 1e3 + 1]],
    ['microseconds', [second * 1e6, second * 1e6 + 1e3], 'clock', [second * 1e3, second * 1e3 + 1]],
    ['nanoseconds', [`${second}000000000`, `${second}001000000`], 'clock', [second * 1e3, second * 1e3 + 1]],
    ['calendar dates', ['20110131', '20110201'], 'clock', [Date.UTC(2011, 0, 31), Date.UTC(2011, 1, 1)]],
    [
      'dates with an offset',
      ['2011-01-01T00:00:00+02:00', '2011-01-01T00:00:00+00:00'],
      'clock',
      [Date.UTC(2010, 11, 31, 22), Date.UTC(2011, 0, 1)],
    ],
    ['an order of the shop', ['1', '2', '3', '4'], 'order', [1, 2, 3, 4]],
  ])('recognises %s', async (_, times, kind, expected) => {
    const shop = await open([header, ...times.map((time, i) => [`u${i}`, 'x', String(time)])]);
    expect([shop.timeKind, [...shop.log.time]]).toEqual([kind, expected]);
  });

  it('recognises an order within each user', async () => {
    const shop = await open([
      header,
      ...['ann', 'bob', 'eve'].flatMap((user) => ['1', '2', '3'].map((time) => [user, `item ${time} of ${user}`, time])),
    ]);
    expect(shop).toMatchObject({ timeKind: 'user-order', timeIsOrder: true });
  });

  it('counts every dropped row for the first rule that it breaks', async () => {
    const shop = await open([
      [...header, 'quantity', 'price'],
      ['ann', 'tea', '1', '1', '2'],
      ['ann', 'tea', '1', '1', '2'],
      ['', 'tea', '1', '1', '2'],
      ['', '', 'x', 'x', 'x'],
      ['nan', 'tea', '1', '1', '2'],
      ['bob', '', '1', '1', '2'],
      ['bob', 'tea', 'soon', '1', '2'],
      ['bob', 'tea', '', '1', '2'],
      ['bob', 'tea', 'NaN', '1', '2'],
      ['bob', 'tea', '1e300', '1', '2'],
      ['bob', 'tea', '2', '0', '2'],
      ['bob', 'tea', '2', 'NaN', '2'],
      ['bob', 'tea', '2', '1', '-2'],
      ['bob', 'tea', '2', '1', 'free'],
      ['bob', 'tea', '2', '', ''],
    ]);
    expect(dropped(shop)).toEqual({
      null_user: 3,
      null_item: 1,
      unparsable_timestamp: 4,
      invalid_quantity: 2,
      invalid_price: 2,
      duplicate: 1,
    });
    expect(rowsOf(shop)).toEqual([
      ['ann', 'tea', 1, 'purchase', 1, 2],
      ['bob', 'tea', 2, 'purchase', 1, NaN],
    ]);
  });

  it('keeps two equal lines of one basket, and numbers baskets and contexts', async () => {
    const line = ['ann', 'tea', '1', 'b1', 'France'];
    const shop = await open([
      [...header, 'basket_id', 'context'],
      line,
      line,
      ['ann', 'tea', '1', '', ''],
      ['bob', 'tea', '2', 'b2', 'Eire'],
    ]);
    expect([[...shop.log.basket], [...shop.log.context], shop.contexts]).toEqual([
      [0, 0, -1, 1],
      [1, 1, -1, 0],
      ['Eire', 'France'],
    ]);
  });

  it('takes what shops call views, baskets and purchases, and lists what it does not know', async () => {
    const known = ['Click', 'add_to_cart', ' transaction ', 'BUY', ''];
    const shop = await open([[...header, 'event'], ...known.map((event, i) => ['ann', `i${i}`, String(i), event])]);
    expect(Array.from(shop.log.event, (event) => EVENTS[event])).toEqual(['view', 'basket', 'purchase', 'purchase', 'purchase']);
    const unknown = open([
      [...header, 'event'],
      ['ann', 'tea', '1', 'wishlist'],
      ['ann', 'tea', '2', 'wishlist'],
      ['ann', 'tea', '3', "'; --"],
    ]);
    await expect(unknown).rejects.toMatchObject({
      code: 'EVENT_UNKNOWN',
      message: expect.stringMatching(/wishlist \(2 rows\), '; -- \(1 rows\)/),
    });
  });

  it('sniffs the columns of the items file and keeps items that nobody bought', async () => {
    const blend = (i: number) => ['a fine', 'a strong', 'a mild'][i % 3];
    const rows = Array.from({ length: 30 }, (_, i) => [
      `i${String(i).padStart(2, '0')}`,
      `${blend(i)} tea no ${i}`,
      i % 2 ? 'Green' : 'black|herbal',
      `${i}.5`,
      `SKU${i}`,
      '2011-01-01',
      'x',
      String(i),
      String(i),
    ]);
    const shop = await open(
      [
        [...header, 'price'],
        ['ann', 'i00', '1', '9'],
        ['ann', 'gone', '2', '7'],
      ],
      [
        ['item_id', 'note', 'leaf', 'weight', 'sku', 'since', 'same', 'price', 'stock'],
        ...rows,
        ['i00', 'another i00', '', '', '', '', '', '', ''],
        ['', '', '', '', '', '', '', '', ''],
      ],
    );
    expect(shop.items).toHaveLength(31);
    const at = (id: string) => {
      const i = shop.items.indexOf(id);
      const { text, category, price, tokens } = shop.catalogue;
      return { text: text[i], category: category[i], price: price[i], tokens: tokens[i] };
    };
    expect(at('i00')).toEqual({ text: 'a fine tea no 0', category: 'black', price: 0, tokens: ['leaf=black', 'leaf=herbal', 'weight~q0'] });
    expect(at('i29')).toEqual({ text: 'a mild tea no 29', category: 'Green', price: 29, tokens: ['leaf=green', 'weight~q7'] });
    expect(at('gone')).toEqual({ text: '', category: '', price: 7, tokens: [] });
    expect(dropped(shop, 'catalogue')).toEqual({ null_item: 1, duplicate_item: 1 });
  });

  it('prefers columns named so, and joins several texts', async () => {
    const shop = await open(
      [header, ['ann', 'a', '1']],
      [
        ['item_id', 'colour', 'title', 'department', 'description'],
        ['a', 'red', 'Mug', 'Kitchen', 'holds tea'],
        ['b', 'blue', 'Pen', 'Office', ''],
      ],
    );
    expect([shop.catalogue.text, shop.catalogue.category]).toEqual([
      ['Mug holds tea', 'Pen'],
      ['Kitchen', 'Office'],
    ]);
    expect(shop.catalogue.tokens[0]).toEqual(['colour=red', 'department=kitchen']);
  });

  const id = fc.string({ unit: 'binary', minLength: 1 }).map((text) => Buffer.from(text).toString());
  test.prop([fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 12 })], { numRuns: 25 })(
    'hands back any ids, with quotes, line breaks and SQL in them',
    async (pairs) => {
      const rows = [...pairs, [`'); DROP TABLE users; --`, 'a"b\r\nc,d']].filter((pair) => pair.every((text) => !/^(nan)?$/i.test(text)));
      const shop = await open(
        [header, ...rows.map(([user, item], i) => [user!, item!, String(i + 1)])],
        [['item_id', 'name'], ...rows.map(([, item]) => [item!, `name of ${item}`])],
      );
      expect(rowsOf(shop).map(([user, item]) => [user, item])).toEqual(rows);
      expect(shop.items).toHaveLength(new Set(rows.map(([, item]) => item)).size);
    },
  );

  it('prepares once, and again when the file changes', async () => {
    await open([header, ['ann', 'tea', '1']]);
    const again = await open([header, ['ann', 'tea', '1']]);
    expect(again.report.steps.every(({ cached }) => cached)).toBe(true);
    const changed = await open([header, ['ann', 'tea', '1'], ['bob', 'tea', '2']]);
    expect(changed.users).toEqual(['ann', 'bob']);
  });

  it('opens what a registered source recognises', async () => {
    const source: ShopSource = {
      name: 'till',
      recognises: async (path) => path.endsWith('receipts'),
      prepare: async (_path, outDir) => {
        await mkdir(outDir, { recursive: true });
        await writeFile(join(outDir, 'interactions.csv'), csv([header, ['ann', 'tea', '1']]));
        return { name: 'till', sha256: sha256Text('receipts') };
      },
    };
    const shop = await openShop(join(dir, 'receipts'), { cacheDir: join(root, 'cache'), sources: [source] });
    expect(shop).toMatchObject({ name: 'till', sha256: sha256Text('receipts'), users: ['ann'] });
  });

  it.each([
    ['no data', undefined, 'DATA_NOT_FOUND', /interactions\.csv/],
    ['an empty file', '', 'FILE_EMPTY', /interactions\.csv is empty/],
    ['a missing column', 'user_id,item,timestamp\na,b,1\n', 'COLUMN_MISSING', /no column item_id; it has user_id, item, timestamp/],
    ['only a header', 'user_id,item_id,timestamp\n', 'SHOP_EMPTY', /leave no row/],
    ['no row that can be used', 'user_id,item_id,timestamp\n,b,1\n', 'SHOP_EMPTY', /null_user 1/],
    ['something else than CSV', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'CSV_INVALID', /UTF-8/],
  ])('answers %s with a typed error', async (_, content, code, message) => {
    if (content !== undefined) await writeFile(join(dir, 'interactions.csv'), content);
    await expect(openShop(dir, { cacheDir: join(root, 'cache') })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('answers a corrupt Parquet file with a typed error', async () => {
    await writeFile(join(dir, 'interactions.parquet'), 'PAR1 nothing of the kind PAR1');
    await expect(openShop(dir, { cacheDir: join(root, 'cache') })).rejects.toMatchObject({ code: 'FILE_UNREADABLE', status: 422 });
  });
});
