/** Addresses and answers of DICOMweb. */
import { parseWith } from '@casebook/core';
import { uidSchema } from '@casebook/nodule-detector-contract';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** As bytes: to text Fastify would add a character set, and there are clients that compare the type as a whole. */
export const sendDicomJson = async (reply: FastifyReply, value: unknown): Promise<void> =>
  reply
    .header('content-type', 'application/dicom+json')
    .header('cache-control', 'no-cache')
    .send(Buffer.from(JSON.stringify(value)));

/** Of this service as the client reaches it. */
export const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/dicom-web`;

/** A study, a series of it, or an instance of that: the parts of an address. */
export interface Place {
  studyUid?: string | undefined;
  seriesUid?: string | undefined;
  sopUid?: string | undefined;
}

/** @throws {InvalidInputError} `UID_INVALID` */
export const placeOf = (params: Record<string, string>): Place =>
  Object.fromEntries(
    Object.entries(params).map(([name, uid]) => [name, parseWith(uidSchema, uid, 'UID_INVALID', `The identifier ${name}`)]),
  );
