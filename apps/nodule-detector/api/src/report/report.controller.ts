import { parseWith } from '@casebook/core';
import { uidSchema } from '@casebook/nodule-detector-contract';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReportService } from './report.service.js';

@Controller('v1/studies/:studyUid/report')
export class ReportController {
  constructor(@Inject(ReportService) private readonly reports: ReportService) {}

  @Get()
  async report(@Param('studyUid') studyUid: string, @Res() reply: FastifyReply): Promise<void> {
    const uid = parseWith(uidSchema, studyUid, 'UID_INVALID', 'The identifier of the study');
    const bytes = await this.reports.ofStudy(uid);
    await reply
      .header('content-type', 'application/dicom')
      .header('content-disposition', 'attachment; filename="nodules.dcm"')
      .header('cache-control', 'no-cache')
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}
