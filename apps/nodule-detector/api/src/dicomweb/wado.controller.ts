import { Readable } from 'node:stream';
import { CasebookError } from '@casebook/core';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseOf, placeOf, sendDicomJson } from './addresses.js';
import { parameter, writeParts } from './multipart-related.js';
import { WadoService } from './wado.service.js';

type Params = Record<string, string>;

const SERIES = 'studies/:studyUid/series/:seriesUid';
const INSTANCE = `${SERIES}/instances/:sopUid`;
const LEVELS = ['studies/:studyUid', SERIES, INSTANCE];

@Controller('dicom-web')
export class WadoController {
  constructor(@Inject(WadoService) private readonly wado: WadoService) {}

  @Get(LEVELS.map((level) => `${level}/metadata`))
  async metadata(@Param() params: Params, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const metadata = await this.wado.metadata(placeOf(params), baseOf(request));
    await sendDicomJson(reply, metadata);
  }

  @Get(`${INSTANCE}/frames/:frames`)
  async frames(@Param() { frames, ...params }: Params, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    accepts(request, /application\/octet-stream|multipart\/(related|\*)|\*\/\*/);
    const [instance] = await this.wado.find(placeOf(params));
    const decoded = await this.wado.frames(instance!, frames!.split(',').map((n) => (/^\d{1,6}$/.test(n) ? Number(n) : 0))); // prettier-ignore
    await this.send(reply, 'application/octet-stream', asParts(decoded));
  }

  @Get(`${INSTANCE}/bulkdata/7FE00010`)
  async pixels(@Param() params: Params, @Res() reply: FastifyReply): Promise<void> {
    const [instance] = await this.wado.find(placeOf(params));
    await this.send(reply, 'application/octet-stream', asParts([Buffer.concat(await this.wado.frames(instance!))]));
  }

  @Get(LEVELS)
  @RouteConfig({ longLived: true })
  async retrieve(@Param() params: Params, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const accept = accepts(request, /application\/dicom(?!\+)|multipart\/(related|\*)|application\/\*|\*\/\*/);
    const place = placeOf(params);
    const wanted = parameter(accept, 'transfer-syntax');
    const parts = this.wado.parts(await this.wado.find(place), wanted === '*' ? undefined : wanted);
    if (place.sopUid !== undefined && /^\s*application\/dicom\b/i.test(accept)) return this.sendOne(reply, parts);
    await this.send(reply, 'application/dicom', parts);
  }

  private async send(reply: FastifyReply, type: string, parts: Parameters<typeof writeParts>[1]): Promise<void> {
    const { body, contentType } = writeParts(type, parts);
    await reply.header('content-type', contentType).header('cache-control', 'no-cache').send(Readable.from(body));
  }

  /** A single instance may go without the wrapping of parts. */
  private async sendOne(reply: FastifyReply, parts: Parameters<typeof writeParts>[1]): Promise<void> {
    for await (const { bytes } of parts) await reply.header('content-type', 'application/dicom').send(Buffer.from(bytes));
  }
}

/** @throws {CasebookError} `NOT_ACCEPTABLE` (406) */
function accepts(request: FastifyRequest, offered: RegExp): string {
  const accept = request.headers.accept ?? '*/*';
  if (offered.test(accept)) return accept;
  throw new CasebookError('NOT_ACCEPTABLE', 'What the Accept header asks for is not offered here. Ask for multipart/related, or for */*.', {
    status: 406,
  });
}

async function* asParts(frames: readonly Uint8Array[]) {
  for (const bytes of frames) yield { contentType: 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1', bytes };
}
