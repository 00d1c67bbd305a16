/** A page at the WebSocket, for specs. */
import type { FromPage, ToPage } from '@casebook/banking-chatbot-contract';
import { WebSocket } from 'undici';
import { vi } from 'vitest';

export class Page {
  readonly got: ToPage[] = [];
  closed: { code: number; reason: string } | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => this.got.push(JSON.parse(String(data)) as ToPage));
    socket.addEventListener('close', ({ code, reason }) => (this.closed = { code, reason }));
  }

  static async open(url: string): Promise<Page> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/chat`);
    const page = new Page(socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return page;
  }

  say(message: FromPage): void {
    this.raw(JSON.stringify(message));
  }

  raw(text: string): void {
    this.socket.send(text);
  }

  /** Waits for a message of this type that fits. */
  async next<T extends ToPage['type']>(type: T, fits: (message: Extract<ToPage, { type: T }>) => boolean = () => true) {
    const found = () => this.got.find((message) => message.type === type && fits(message as Extract<ToPage, { type: T }>));
    const get = () => {
      const message = found();
      if (!message) throw new Error(`No ${type} came that fits; what came: ${this.got.map((each) => each.type).join(', ')}.`);
      return message as Extract<ToPage, { type: T }>;
    };
    return vi.waitFor(get, { timeout: 30_000 });
  }

  close(): void {
    this.socket.close();
  }
}
