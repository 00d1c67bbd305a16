import { parseWith } from '@casebook/core';
import {
  findingsQuerySchema,
  newReviewSchema,
  uidSchema,
  uuidSchema,
  type Finding,
  type FindingsDto,
} from '@casebook/nodule-detector-contract';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { FindingsService } from './findings.service.js';

@Controller('v1')
export class FindingsController {
  constructor(@Inject(FindingsService) private readonly findings: FindingsService) {}

  @Get('studies/:studyUid/findings')
  async list(@Param('studyUid') studyUid: string, @Query() query: unknown): Promise<FindingsDto> {
    const uid = parseWith(uidSchema, studyUid, 'UID_INVALID', 'The identifier of the study');
    const { threshold } = parseWith(findingsQuerySchema, query, 'QUERY_INVALID', 'The query');
    return { findings: await this.findings.ofStudy(uid, threshold) };
  }

  @Post('findings/:id/review')
  @HttpCode(200)
  review(@Param('id') id: string, @Body() body: unknown): Promise<Finding> {
    const finding = parseWith(uuidSchema, id, 'ID_INVALID', 'The id of the finding');
    return this.findings.review(finding, parseWith(newReviewSchema, body, 'REVIEW_INVALID', 'The review'));
  }
}
