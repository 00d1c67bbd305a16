/** `POST /v1/uploads`: files and archives by multipart/form-data, whatever the fields are called. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CasebookError, InvalidInputError } from '@casebook/core';
import type { MultipartFile } from '@fastify/multipart';
import type { UploadedDto } from '@casebook/nodule-detector-contract';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { storeFull } from '../store/study-store.js';
import { failWhereNothingCould, type Batch } from './batch.js';
import { tooManyFiles, uploadTooLarge } from './intake-errors.js';
import type { IntakeLimits } from './intake-limits.js';
import { IntakeService } from './intake.service.js';

/** Where an upload lies until it is read. */
export const UPLOAD_DIR = Symbol('UPLOAD_DIR');

@Controller('v1/uploads')
export class UploadsController {
  constructor(
    @Inject(IntakeService) private readonly intake: IntakeService,
    @Inject(UPLOAD_DIR) private readonly folder: string | undefined,
  ) {}

  @Post()
  @HttpCode(202)
  @RouteConfig({ longLived: true })
  async upload(@Req() request: FastifyRequest): Promise<UploadedDto> {
    if (!request.isMultipart()) {
      throw new CasebookError('MEDIA_TYPE_UNSUPPORTED', 'Send files as multipart/form-data, e.g. curl -F file=@study.zip.', {
        status: 415,
      });
    }
    const parent = this.folder ?? tmpdir();
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, 'casebook-upload-'));
    const batch = this.intake.open('upload');
    try {
      await this.takeAll(request, folder, batch);
    } catch (error) {
      await batch.close(); // what came before the sender went away is there
      throw toUploadError(error, this.intake.limits);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const answer = await batch.close();
    if (batch.outcomes.length === 0)
      throw new InvalidInputError('UPLOAD_EMPTY', 'The upload holds no file. Send at least one, e.g. curl -F file=@study.zip.');
    failWhereNothingCould(batch.outcomes);
    return answer;
  }

  private async takeAll(request: FastifyRequest, folder: string, batch: Batch): Promise<void> {
    const { files, uploadBytes } = this.intake.limits;
    let left = uploadBytes;
    let number = 0;
    const parts = request.files({ limits: { fileSize: uploadBytes, files, fields: 100, fieldSize: 10_000, parts: files + 100 } });
    const gone = whenGone(request);
    for (;;) {
      const { done, value: part } = await Promise.race([parts.next(), gone.error]);
      if (done) return;
      const path = join(folder, String(number++)); // never a name that was sent
      left -= await spool(part, path, left, uploadBytes, gone.signal);
      await batch.add({ name: part.filename ?? 'file', path });
      await rm(path, { force: true });
    }
  }
}

/** A sender that goes away in the middle: the parser would wait for the rest for ever. */
function whenGone({ raw }: FastifyRequest): { signal: AbortSignal; error: Promise<never> } {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.complete) gone.abort();
  });
  const error = new Promise<never>((_, reject) => gone.signal.addEventListener('abort', () => reject(gone.signal.reason as Error)));
  error.catch(() => undefined); // where nobody waits for it just then
  return { signal: gone.signal, error };
}

/** @returns its bytes */
async function spool(part: MultipartFile, path: string, left: number, limit: number, signal: AbortSignal): Promise<number> {
  let length = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      done(length > left ? uploadTooLarge(limit) : null, chunk);
    },
  });
  await pipeline(part.file, counting, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
  if (part.file.truncated) throw uploadTooLarge(limit);
  return length;
}

/** What goes wrong between the first byte and the last: the parser throws plain errors at a body that is no form. */
function toUploadError(error: unknown, { files }: IntakeLimits): unknown {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (error instanceof CasebookError) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return storeFull(error);
  if (statusCode === 413) return tooManyFiles(files);
  if (code?.startsWith('E') && code !== 'ERR_STREAM_PREMATURE_CLOSE' && code !== 'ECONNRESET') return error; // of the disk
  return new InvalidInputError(
    'UPLOAD_MALFORMED',
    'The body is no form of several parts as its header says, or it ended early. Send it again whole.',
    {
      cause: error,
    },
  );
}
