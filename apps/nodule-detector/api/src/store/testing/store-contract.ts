/** What every adapter of the port must do: the same suite for each. */
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { addressOf, type StudyStore } from '../study-store.js';

export interface StoreUnderTest {
  store: StudyStore;
  /** Changes the stored bytes of an object behind the store's back. */
  damage(address: string): Promise<void>;
}

export function storeContract(name: string, get: () => StoreUnderTest): void {
  describe(name, () => {
    it('gives back what was put, at the address of its digest', async () => {
      const { store } = get();
      for (const bytes of [Buffer.from('abc'), randomBytes(3_000_000), Buffer.alloc(0)]) {
        const address = await store.put(bytes);
        expect(address).toBe(addressOf(bytes));
        expect((await store.get(address)).equals(bytes)).toBe(true);
        expect((await buffer(await store.stream(address))).equals(bytes)).toBe(true);
      }
      // sha256 of "abc": FIPS 180-4's own example
      expect(await store.has('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')).toBe(true);
    });

    it('keeps the same bytes once, also when they come at the same time', async () => {
      const { store } = get();
      const bytes = randomBytes(100_000);
      const addresses = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
      expect(new Set(addresses)).toEqual(new Set([addressOf(bytes)]));
      expect(await store.delete(addresses[0]!)).toBe(true);
      expect(await store.has(addresses[0]!)).toBe(false);
    });

    it('says that an object is not there', async () => {
      const { store } = get();
      const nowhere = addressOf(randomBytes(8));
      expect(await store.has(nowhere)).toBe(false);
      expect(await store.delete(nowhere)).toBe(false);
      await expect(store.get(nowhere)).rejects.toMatchObject({ code: 'OBJECT_MISSING' });
      await expect(store.stream(nowhere)).rejects.toMatchObject({ code: 'OBJECT_MISSING' });
    });

    it('sees that an object is damaged', async () => {
      const { store, damage } = get();
      const address = await store.put(randomBytes(1000));
      await damage(address);
      await expect(store.get(address)).rejects.toMatchObject({ code: 'OBJECT_DAMAGED' });
      await expect(store.stream(address).then(buffer)).rejects.toMatchObject({ code: 'OBJECT_DAMAGED' });
    });

    it.each(['', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])(
      'takes no address like %j',
      async (address) => {
        const { store } = get();
        for (const method of ['get', 'stream', 'has', 'delete'] as const)
          await expect(store[method](address)).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
      },
    );
  });
}
