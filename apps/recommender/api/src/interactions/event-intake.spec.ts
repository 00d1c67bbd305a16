import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '@casebook/core';
import type { DomainEvent } from '@casebook/events';
import { describe, expect, it } from 'vitest';
import { EventIntake } from './event-intake.js';

const event = (id: string) => ({ id }) as DomainEvent;
const events = (n: number) => Array.from({ length: n }, (_, i) => event(String(i)));

describe('EventIntake', () => {
  it('commits what waits together, in order', async () => {
    const groups: string[][] = [];
    const intake = new EventIntake(async (group) => {
      groups.push(group.map(({ id }) => id));
      await sleep(5);
    });
    await Promise.all([
      intake.add([event('a')]),
      intake.add([event('b'), event('c')]),
      sleep(1).then(() => intake.add([event('d')])),
      sleep(2).then(() => intake.add([event('e')])),
    ]);
    expect(groups).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('fails only the call whose events cannot be stored', async () => {
    const stored: string[] = [];
    const intake = new EventIntake(async (group) => {
      if (group.some(({ id }) => id === 'bad')) throw new Error('cannot be stored');
      stored.push(...group.map(({ id }) => id));
    });
    const results = await Promise.allSettled([intake.add([event('a')]), intake.add([event('bad')]), intake.add([event('b')])]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored).toEqual(['a', 'b']);
  });

  it('fails all that wait at once while the database is away, and takes the next', async () => {
    let away = true;
    const tried: number[] = [];
    const intake = new EventIntake(async (group) => {
      tried.push(group.length);
      if (away) throw new UnavailableError('DATABASE_UNREACHABLE', 'PostgreSQL is away.');
    });
    const results = await Promise.allSettled([intake.add(events(2)), intake.add(events(3))]);
    expect(results).toMatchObject([{ reason: { code: 'DATABASE_UNREACHABLE' } }, { reason: { code: 'DATABASE_UNREACHABLE' } }]);
    away = false;
    await intake.add(events(1));
    expect(tried).toEqual([5, 1]);
  });

  it('asks to come back when too much waits, and takes more when it is written', async () => {
    const intake = new EventIntake(() => sleep(5));
    const full = Array.from({ length: 50 }, () => intake.add(events(1000)));
    await expect(intake.add(events(1))).rejects.toMatchObject({ code: 'INTAKE_FULL', status: 503 });
    await Promise.all(full);
    await expect(intake.add(events(1))).resolves.toBeUndefined();
  });
});
