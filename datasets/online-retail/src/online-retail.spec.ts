import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findData, literal, readColumns, withDatabase } from '@casebook/data-pipelines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from './manifest.js';
import { onlineRetail, prepareOnlineRetail } from './online-retail.js';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const lines = [
  '536365,85123a,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '536366,85123A,WHITE HANGING HEART,2,2010-12-01 08:28:00,2.95,17850.0,United Kingdom',
  '536366,85123A,"HEART, WHITE",2,2010-12-01 08:28:00,3.95,17850.0,United Kingdom',
  'C536379,85123A,WHITE HANGING HEART,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom',
  '536370,POST,POSTAGE,3,2010-12-01 08:45:00,18,12583.0,France',
  '536370,C2,CARRIAGE,1,2010-12-01 08:45:00,50,12583.0,France',
  '536370,gift_0001_40,Voucher £40.00,1,2010-12-01 08:45:00,34.04,,France',
  '536414,22139,,56,2010-12-01 11:52:00,2.1,,United Kingdom',
  '536370,22728,ALARM CLOCK PINK,0,2010-12-01 08:45:00,3.75,12583.0,France',
  '536370,22728,ALARM CLOCK PINK,24,2010-12-01 08:45:00,0.0,12583.0,France',
  '536370,22728,ALARM CLOCK PINK,24,yesterday,3.75,12583.0,France',
  '536370,22728,ALARM CLOCK PINK,24,2010-12-01 08:45:00,3.75,12583.0,France',
];

const readInteractions = (dir: string) =>
  withDatabase(dir, (db) =>
    readColumns(db, `SELECT * FROM read_parquet(${literal(join(dir, 'interactions.parquet'))})`, {
      user_id: 'string',
      item_id: 'string',
      timestamp: 'float64',
      basket_id: 'string',
      context: 'string',
    }),
  );

describe('prepareOnlineRetail', () => {
  let dir: string;
  beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'online-retail-'))));
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('drops a line for the first rule that it breaks and counts it there', async () => {
    await writeFile(join(dir, 'online_retail.csv.gz'), gzipSync([header, ...lines, ''].join('\n')));
    expect(await onlineRetail.recognises(dir)).toBe(true);
    const { report } = await prepareOnlineRetail(dir, join(dir, 'out'));
    const cleaning = report.steps[0]!;
    expect(cleaning.rowsIn).toEqual({ invoices: 12 });
    expect(cleaning.dropped).toEqual([
      { rule: 'cancelled', rows: 1 },
      { rule: 'not_a_product', rows: 3 },
      { rule: 'null_customer', rows: 1 },
      { rule: 'non_positive_quantity', rows: 1 },
      { rule: 'non_positive_price', rows: 1 },
      { rule: 'unparsable_date', rows: 1 },
    ]);
    expect(cleaning.rowsOut).toBe(4);

    const log = await readInteractions(join(dir, 'out'));
    expect(log.user_id).toEqual(['17850', '17850', '17850', '12583']);
    expect(log.item_id).toEqual(['85123A', '85123A', '85123A', '22728']);
    expect(log.timestamp[0]).toBe(Date.UTC(2010, 11, 1, 8, 26));
    expect(log.basket_id).toEqual(['536365', '536366', '536366', '536370']);
    expect(log.context[3]).toBe('France');
  });

  it('describes an item by its most frequent description and its median price', async () => {
    const items = await withDatabase(dir, (db) =>
      readColumns(db, `SELECT * FROM read_parquet(${literal(join(dir, 'out', 'items.parquet'))})`, {
        item_id: 'string',
        description: 'string',
        price: 'float64',
      }),
    );
    expect(items.item_id).toEqual(['22728', '85123A']);
    expect(items.description).toEqual(['ALARM CLOCK PINK', 'WHITE HANGING HEART']);
    expect([...items.price]).toEqual([3.75, 2.95]); // the median of 2.55, 2.95 and 3.95
  });

  it('says what to do without the file, with a missing column and with a cut archive', async () => {
    await expect(prepareOnlineRetail(join(dir, 'out'), join(dir, 'x'))).rejects.toMatchObject({ code: 'DATA_NOT_FOUND', status: 404 });
    const other = await mkdtemp(join(dir, 'other-'));
    await writeFile(join(other, 'online_retail.csv'), `${header.replace('UnitPrice', 'Price')}\n${lines[0]}\n`);
    await expect(prepareOnlineRetail(other, join(dir, 'x'))).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringContaining('UnitPrice'),
    });
    const whole = gzipSync([header, ...lines, ''].join('\n'));
    await rm(join(other, 'online_retail.csv'));
    await writeFile(join(other, 'online_retail.csv.gz'), whole.subarray(0, whole.length - 20));
    await expect(prepareOnlineRetail(other, join(dir, 'x'))).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT', status: 422 });
  });
});

const real = findData('online-retail');
describe.skipIf(!real)('the real file', () => {
  it('gives the rows, users, items and invoices of the manifest', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'online-retail-'));
    try {
      const { cleaned, compressed, file } = await readManifest();
      const { report, sha256 } = await prepareOnlineRetail(real!, dir);
      expect([compressed.sha256, file.sha256]).toContain(sha256);
      expect(report.sources[0]!.rows).toBe(file.rows);
      const log = await readInteractions(dir);
      const counts = { users: log.user_id, items: log.item_id, invoices: log.basket_id };
      expect({
        rows: log.user_id.length,
        ...Object.fromEntries(Object.entries(counts).map(([name, ids]) => [name, new Set(ids).size])),
      }).toEqual(cleaned);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
