/** One association: what is stored through it is one batch. */
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import dimse from 'dcmjs-dimse';
import type { association, requests, responses } from 'dcmjs-dimse';
import { fileHeader } from '../deidentify/index.js';
import { failureReason } from '../dicomweb/stow-response.js';
import type { Batch } from '../intake/batch.js';
import { fileTooLarge } from '../intake/intake-errors.js';
import { acceptContexts, refusal, type Door } from './negotiation.js';
import { PduGuard } from './pdu-guard.js';
import { ReceivedDataSet } from './received-data-set.js';

const { RejectResult, RejectSource, Status } = dimse.constants;

/** We say that we take 256 KiB at once; who sends twice that does not keep to it. */
const LONGEST_PDU = 512 * 1024;
const OUT_OF_RESOURCES = 0xa700;

export interface AssociationOptions {
  door: Door;
  fileBytes: number;
  timeoutMs: number;
  open: () => Batch;
  /** Once the batch is closed. */
  ended: () => void;
  failed: (error: unknown) => void;
}

type Context = InstanceType<typeof association.PresentationContext>;

export class StoreScp extends dimse.Scp {
  private batch: Batch | undefined;
  private closing: Promise<void> | undefined;
  private readonly storing = new Set<Promise<unknown>>();
  private readonly received = new WeakMap<InstanceType<typeof dimse.Dataset>, { data: ReceivedDataSet; syntax: string }>();
  private readonly guard: PduGuard;

  constructor(
    private readonly peer: Socket,
    private readonly options: AssociationOptions,
  ) {
    super(peer, { connectTimeout: options.timeoutMs, associationTimeout: options.timeoutMs, pduTimeout: options.timeoutMs });
    Object.assign(this, { connected: true, connectedTime: Date.now() }); // what the library's own server does, and what its timer goes by
    this.guard = new PduGuard(LONGEST_PDU, options.fileBytes + 16 * 2 ** 20);
    peer.prependListener('data', (chunk: Buffer) => {
      if (!this.guard.allows(chunk)) peer.destroy();
    });
    this.on('networkError', () => peer.destroy());
    peer.on('close', () => void this.finish());
  }

  override createStoreWritableStream(): Writable {
    return new ReceivedDataSet(this.options.fileBytes);
  }

  /** The bytes as they came: nothing is read here, in the service's own thread. */
  override createDatasetFromStoreWritableStream(
    writable: Writable,
    context: Context,
    done: (dataset: InstanceType<typeof dimse.Dataset>) => void,
  ): void {
    const dataset = new dimse.Dataset({});
    this.received.set(dataset, { data: writable as ReceivedDataSet, syntax: context.getAcceptedTransferSyntaxUid() ?? '' });
    this.guard.messageEnded();
    done(dataset);
  }

  override associationRequested(proposed: InstanceType<typeof association.Association>): void {
    const reason = refusal(proposed, this.options.door);
    if (reason !== undefined) return this.sendAssociationReject(RejectResult.Permanent, RejectSource.ServiceUser, reason);
    acceptContexts(proposed);
    this.sendAssociationAccept();
  }

  override associationReleaseRequested(): void {
    void this.finish().then(() => this.sendAssociationReleaseResponse());
  }

  /** The connection ends with it, from our side (PS3.8, 9.2): peers wait for that. */
  override abort(): void {
    this.peer.destroySoon();
  }

  override cEchoRequest(
    request: InstanceType<typeof requests.CEchoRequest>,
    respond: (response: InstanceType<typeof responses.CEchoResponse>) => void,
  ): void {
    this.guard.messageEnded();
    const response = dimse.responses.CEchoResponse.fromRequest(request);
    response.setStatus(Status.Success);
    respond(response);
  }

  override cStoreRequest(
    request: InstanceType<typeof requests.CStoreRequest>,
    respond: (response: InstanceType<typeof responses.CStoreResponse>) => void,
  ): void {
    const response = dimse.responses.CStoreResponse.fromRequest(request);
    const storing = this.store(request)
      .catch((error: unknown) => {
        this.options.failed(error);
        return OUT_OF_RESOURCES;
      })
      .then((status) => {
        response.setStatus(status);
        respond(response);
      })
      .finally(() => this.storing.delete(storing));
    this.storing.add(storing);
  }

  /** From our side, once `finish` has. */
  hangUp(): void {
    this.sendAbort();
    this.peer.destroySoon();
  }

  /** Stores what has come and closes the batch, however the association ends. */
  finish(): Promise<void> {
    return (this.closing ??= this.close());
  }

  /** @returns the status of the answer (PS3.4, B.2.3) */
  private async store(request: InstanceType<typeof requests.CStoreRequest>): Promise<number> {
    const received = this.received.get(request.getDataset()!);
    if (!received || this.closing) return OUT_OF_RESOURCES;
    this.batch ??= this.options.open();
    if (received.data.tooLong) {
      this.batch.refuseFile('instance', fileTooLarge(this.options.fileBytes));
      return OUT_OF_RESOURCES;
    }
    const header = fileHeader({
      sopClassUid: request.getAffectedSopClassUid(),
      sopInstanceUid: request.getAffectedSopInstanceUid(),
      transferSyntax: received.syntax,
    });
    const { error, status } = await this.batch.addInstance('instance', Buffer.concat([header, received.data.bytes()]));
    if (status !== 'refused') return Status.Success;
    return error && error.status >= 500 ? OUT_OF_RESOURCES : failureReason(error?.code);
  }

  private async close(): Promise<void> {
    await Promise.all(this.storing);
    await this.batch?.close().catch((error: unknown) => this.options.failed(error)); // the series are found again at the next start
    this.options.ended();
  }
}
