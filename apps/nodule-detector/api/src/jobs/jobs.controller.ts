import { parseWith } from '@casebook/core';
import { newJobSchema, uidSchema, uuidSchema, type JobSummary } from '@casebook/nodule-detector-contract';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { JobsService } from './jobs.service.js';

const jobId = (id: string) => parseWith(uuidSchema, id, 'ID_INVALID', 'The id of the job');

@Controller('v1')
export class JobsController {
  constructor(@Inject(JobsService) private readonly jobs: JobsService) {}

  @Post('studies/:studyUid/jobs')
  @HttpCode(202)
  again(@Param('studyUid') studyUid: string, @Body() body: unknown): Promise<JobSummary> {
    const uid = parseWith(uidSchema, studyUid, 'UID_INVALID', 'The identifier of the study');
    const { seriesUid } = parseWith(newJobSchema, body ?? {}, 'JOB_INVALID', 'The search');
    return this.jobs.again(uid, seriesUid);
  }

  @Get('jobs/:id')
  get(@Param('id') id: string): Promise<JobSummary> {
    return this.jobs.get(jobId(id));
  }

  @Delete('jobs/:id')
  cancel(@Param('id') id: string): Promise<JobSummary> {
    return this.jobs.cancel(jobId(id));
  }
}
