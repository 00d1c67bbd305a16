/** Voxels of assembled series on disk, the least used removed when they take too much room. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { WrittenVolume } from './volume.worker.js';

export interface CachedVolume extends WrittenVolume {
  path: string;
}

export class VolumeFiles {
  private readonly kept: LRUCache<string, CachedVolume>;
  private readonly making = new Map<string, Promise<CachedVolume>>();

  private constructor(
    private readonly folder: string,
    maxBytes: number,
  ) {
    this.kept = new LRUCache({
      maxSize: Math.max(maxBytes, 1),
      sizeCalculation: ({ volume: { shape } }) => 2 * shape[0] * shape[1] * shape[2],
      dispose: ({ path }) => void rm(path, { force: true }), // who is reading it has it open
    });
  }

  /** A folder of this process alone: it is emptied at the end. */
  static async open(parent: string | undefined, maxBytes: number): Promise<VolumeFiles> {
    const root = parent ?? tmpdir();
    await mkdir(root, { recursive: true });
    return new VolumeFiles(await mkdtemp(join(root, 'casebook-volumes-')), maxBytes);
  }

  /**
   * The volume of some content, made where it is not there; asked for twice at the same time it is made once.
   *
   * @param make writes the voxels into a file
   */
  async get(content: string, make: (target: string) => Promise<WrittenVolume>): Promise<CachedVolume> {
    const known = this.kept.get(content);
    if (known && (await stat(known.path).catch(() => undefined))) return known;
    const running = this.making.get(content) ?? this.make(content, make).finally(() => this.making.delete(content));
    this.making.set(content, running);
    return running;
  }

  /** @returns bytes of `count` slices from `from` on, fewer at the end */
  async slices({ path, volume: { shape } }: CachedVolume, from: number, count: number): Promise<Buffer> {
    const bytesEach = 2 * shape[0] * shape[1];
    const there = Math.max(0, Math.min(count, shape[2] - from));
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(there * bytesEach), 0, there * bytesEach, from * bytesEach);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.making.values());
    this.kept.clear();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async make(content: string, make: (target: string) => Promise<WrittenVolume>): Promise<CachedVolume> {
    const path = join(this.folder, randomUUID());
    try {
      const written = await make(`${path}.part`);
      await rename(`${path}.part`, path);
      const cached = { ...written, path };
      this.kept.set(content, cached);
      return cached;
    } catch (error) {
      await rm(`${path}.part`, { force: true });
      throw error;
    }
  }
}
