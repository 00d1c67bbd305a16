/** The DICOM listener: C-ECHO and C-STORE over TCP (PS3.7, PS3.8). Loopback unless told: the protocol knows no passwords. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { CasebookError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import dimse from 'dcmjs-dimse';
import type { IntakeService } from '../intake/intake.service.js';
import type { Door } from './negotiation.js';
import { StoreScp } from './store-scp.js';

dimse.log.setLevel('silent'); // it would write identifiers of patients

export interface DimseOptions {
  host: string;
  /** 0: a free one. */
  port: number;
  door: Door;
  maxAssociations: number;
  /** Of silence, after which a connection is ended. */
  timeoutMs: number;
}

export class DimseService {
  private server: Server | undefined;
  private readonly associations = new Set<StoreScp>();

  constructor(
    private readonly options: DimseOptions,
    private readonly intake: IntakeService,
    private readonly logger: Logger,
  ) {}

  /** Undefined while it does not listen. */
  get port(): number | undefined {
    return (this.server?.address() as AddressInfo | null)?.port;
  }

  /** @throws {CasebookError} `DIMSE_PORT_IN_USE` */
  async listen(): Promise<void> {
    const { host, port, maxAssociations } = this.options;
    const server = createServer((socket) => {
      socket.setNoDelay(true);
      const scp: StoreScp = new StoreScp(socket, {
        door: this.options.door,
        fileBytes: this.intake.limits.fileBytes,
        timeoutMs: this.options.timeoutMs,
        open: () => this.intake.open('dimse'),
        ended: () => void this.associations.delete(scp),
        failed: (error) => this.logger.error({ err: error }, 'an association could not store what it brought'),
      });
      this.associations.add(scp);
    });
    server.maxConnections = maxAssociations;
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (cause) {
      throw new CasebookError(
        'DIMSE_PORT_IN_USE',
        `The DICOM listener cannot take port ${port} of ${host}. End the program that listens there, or set DIMSE_PORT to another, or to off.`,
        { cause },
      );
    }
    this.server = server;
  }

  /** No new associations; what has been received is stored and handed on. */
  async close(): Promise<void> {
    this.server?.close();
    await Promise.all([...this.associations].map((scp) => scp.finish().then(() => scp.hangUp())));
  }
}
