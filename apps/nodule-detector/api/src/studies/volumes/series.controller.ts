import { parseWith } from '@casebook/core';
import { slicesQuerySchema, uidSchema, type SeriesVolumeDto } from '@casebook/nodule-detector-contract';
import { Controller, Get, Header, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { VolumesService } from './volumes.service.js';

const uidOf = (seriesUid: string) => parseWith(uidSchema, seriesUid, 'UID_INVALID', 'The identifier of the series');

@Controller('v1/series/:seriesUid')
export class SeriesController {
  constructor(@Inject(VolumesService) private readonly volumes: VolumesService) {}

  @Get('volume')
  @Header('cache-control', 'no-cache')
  geometry(@Param('seriesUid') seriesUid: string): Promise<SeriesVolumeDto> {
    return this.volumes.geometry(uidOf(seriesUid));
  }

  @Get('slices')
  async slices(@Param('seriesUid') seriesUid: string, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const range = parseWith(slicesQuerySchema, query, 'QUERY_INVALID', 'The query');
    const { bytes, total } = await this.volumes.slices(uidOf(seriesUid), range);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('cache-control', 'no-cache')
      .header('x-slices', `${range.from}-${Math.min(range.from + range.count, total) - 1}/${total}`)
      .send(bytes);
  }
}
