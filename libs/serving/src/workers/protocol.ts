/** What the pool and its workers say to each other. */
import { CasebookError } from '@casebook/core';

/** An error as data: structured clone keeps neither class nor code. */
export interface WireError {
  code: string;
  message: string;
  status: number;
  details?: unknown;
}

export interface BatchMessage {
  kind: 'batch';
  id: number;
  /** Requests of one lane are of one kind and may be run together. */
  lane: string;
  items: unknown[];
}
/** To every worker, in order with the batches: state that each holds, e.g. changed rows. */
export interface BroadcastMessage {
  kind: 'broadcast';
  id: number;
  message: unknown;
}
export type ToWorker = BatchMessage | BroadcastMessage | { kind: 'close' };

/** One answer an item, in order. */
export type ItemResult = { value: unknown } | { error: WireError };
export interface DoneMessage {
  kind: 'done';
  id: number;
  results: ItemResult[];
  runMs: number;
}
export type FromWorker = { kind: 'ready'; info: unknown } | { kind: 'failed'; error: WireError } | DoneMessage;

export const toWire = (error: unknown): WireError =>
  error instanceof CasebookError
    ? { code: error.code, message: error.message, status: error.status, details: error.details }
    : {
        code: 'SERVING_FAILED',
        message: error instanceof Error ? `The model could not be run: ${error.message}` : String(error),
        status: 500,
      };

export const fromWire = ({ code, message, status, details }: WireError): CasebookError =>
  new CasebookError(code, message, { status, details });
