/** STOW-RS: studies come in (PS3.18, 10.5). */
import { CasebookError, InvalidInputError, parseWith } from '@casebook/core';
import { uidSchema } from '@casebook/nodule-detector-contract';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { failWhereNothingCould } from '../intake/batch.js';
import { IntakeService } from '../intake/intake.service.js';
import type { StoredFile } from '../intake/worker/stored-file.js';
import { baseOf, sendDicomJson } from './addresses.js';
import { readParts } from './multipart-related.js';
import { stowResponse } from './stow-response.js';

@Controller('dicom-web/studies')
export class StowController {
  constructor(@Inject(IntakeService) private readonly intake: IntakeService) {}

  @Post()
  @RouteConfig({ longLived: true })
  store(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take(request, reply);
  }

  @Post(':studyUid')
  @RouteConfig({ longLived: true })
  storeInto(@Param('studyUid') studyUid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take(request, reply, parseWith(uidSchema, studyUid, 'UID_INVALID', 'The identifier of the study'));
  }

  private async take(request: FastifyRequest, reply: FastifyReply, studyUid?: string): Promise<void> {
    const batch = this.intake.open('dicomweb');
    try {
      for (const [n, bytes] of instancesOf(request).entries()) {
        await batch.addInstance(`part ${n + 1}`, bytes, (file) => mustBeOf(studyUid, file));
      }
    } finally {
      await batch.close();
    }
    failWhereNothingCould(batch.outcomes);
    const { status, body } = stowResponse(batch.outcomes, baseOf(request));
    await sendDicomJson(reply.code(status), body);
  }
}

/** One instance as the body itself, or each as a part. */
function instancesOf(request: FastifyRequest): Uint8Array[] {
  const type = request.headers['content-type'] ?? '';
  const body = request.body;
  if (!Buffer.isBuffer(body)) {
    throw new CasebookError('MEDIA_TYPE_UNSUPPORTED', 'Send multipart/related; type="application/dicom", or application/dicom.', {
      status: 415,
    });
  }
  const parts = /^application\/dicom\b/i.test(type) ? [body] : readParts(body, type);
  if (parts.length === 0) throw new InvalidInputError('MULTIPART_EMPTY', 'The request holds no instance. Send at least one part.');
  return parts;
}

/** By the identifier that the sender knows, or by the one it has here. */
function mustBeOf(studyUid: string | undefined, { sent, studyUid: stored }: StoredFile): void {
  if (studyUid === undefined || studyUid === sent.studyUid || studyUid === stored) return;
  throw new InvalidInputError('STUDY_MISMATCH', 'The instance is of another study than the address says. Send it to /dicom-web/studies.');
}
