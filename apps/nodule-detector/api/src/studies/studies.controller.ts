import { parseWith } from '@casebook/core';
import { studyQuerySchema, uidSchema, type StudyDetailDto, type StudyPageDto } from '@casebook/nodule-detector-contract';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { StudiesService } from './studies.service.js';

@Controller('v1/studies')
export class StudiesController {
  constructor(@Inject(StudiesService) private readonly studies: StudiesService) {}

  @Get()
  @Header('cache-control', 'no-cache')
  list(@Query() query: unknown): Promise<StudyPageDto> {
    return this.studies.list(parseWith(studyQuerySchema, query, 'QUERY_INVALID', 'The query'));
  }

  @Get(':studyUid')
  @Header('cache-control', 'no-cache')
  detail(@Param('studyUid') studyUid: string): Promise<StudyDetailDto> {
    return this.studies.detail(parseWith(uidSchema, studyUid, 'UID_INVALID', 'The identifier of the study'));
  }

  @Delete(':studyUid')
  @HttpCode(204)
  delete(@Param('studyUid') studyUid: string): Promise<void> {
    return this.studies.delete(parseWith(uidSchema, studyUid, 'UID_INVALID', 'The identifier of the study'));
  }
}
