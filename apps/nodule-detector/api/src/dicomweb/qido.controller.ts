import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseOf, placeOf, sendDicomJson } from './addresses.js';
import { readQidoQuery } from './qido-query.js';
import { QidoService, type Level } from './qido.service.js';

@Controller('dicom-web')
export class QidoController {
  constructor(@Inject(QidoService) private readonly qido: QidoService) {}

  @Get('studies')
  studies(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.search('studies', {}, query, request, reply);
  }

  @Get(['series', 'studies/:studyUid/series'])
  series(
    @Param() params: Record<string, string>,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.search('series', params, query, request, reply);
  }

  @Get(['instances', 'studies/:studyUid/instances', 'studies/:studyUid/series/:seriesUid/instances'])
  instances(
    @Param() params: Record<string, string>,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.search('instances', params, query, request, reply);
  }

  private async search(
    level: Level,
    params: Record<string, string>,
    query: Record<string, unknown>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const asked = readQidoQuery(query);
    const base = baseOf(request);
    const { results, more } = await this.qido.search(level, placeOf(params), asked, base);
    if (more > 0) reply.header('warning', `299 ${request.host} "There are ${more} additional results that can be requested"`);
    else if (asked.fuzzy)
      reply.header(
        'warning',
        `299 ${request.host} "The fuzzymatching parameter is not supported. Only literal matching has been performed."`,
      );
    await sendDicomJson(reply, results);
  }
}
