/** Customers of the load: each with a session, a conversation and a script. Turns of one customer follow each other. */
import type { AnswerDto, ConversationDto, DemoCustomersDto, OpenedSessionDto } from '@casebook/banking-chatbot-contract';
import { Pool } from 'undici';
import { ScriptedTalk } from './scripts.js';

export class Talker {
  private conversationId = '';
  private expected = 0;
  private sent = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly talk: ScriptedTalk;

  constructor(
    private readonly http: ChatClient,
    readonly token: string,
    customer: number,
  ) {
    this.talk = new ScriptedTalk(customer);
  }

  /**
   * Says the next line of the script, after the reply to the one before.
   *
   * @returns the answer; its reply is checked to be the one of this message and the next of its conversation
   * @throws {Error} where a reply is missing or of another place
   */
  next(): Promise<AnswerDto> {
    return this.after(async () => {
      const { text, begins } = this.talk.next();
      return this.send(text, begins);
    });
  }

  /** Says something in the conversation there is. */
  say(text: string): Promise<AnswerDto> {
    return this.after(() => this.send(text, this.conversationId === ''));
  }

  private after<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async send(text: string, begins: boolean): Promise<AnswerDto> {
    if (begins) {
      this.conversationId = (await this.http.post<ConversationDto>('/v1/conversations', this.token)).conversationId;
      this.expected = 0;
    }
    const id = `m${++this.sent}`;
    const answer = await this.http.post<AnswerDto>(`/v1/conversations/${this.conversationId}/messages`, this.token, { id, text });
    const [reply] = answer.replies;
    if (answer.replies.length !== 1 || reply!.messageId !== id || reply!.sequence !== ++this.expected) {
      throw new Error(`The reply to ${id} is not the next of its conversation.`);
    }
    return answer;
  }
}

/** A keep-alive client that is cheap enough to share two cores with the service it measures. */
export class ChatClient {
  private readonly pool: Pool;

  constructor(origin: string, connections = 128) {
    this.pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 15_000, bodyTimeout: 15_000 });
  }

  /** @throws {Error} unless the status is 2xx */
  async post<T>(path: string, token?: string, body?: object): Promise<T> {
    return this.call<T>('POST', path, token, body);
  }

  async get<T>(path: string, token?: string): Promise<T> {
    return this.call<T>('GET', path, token);
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async call<T>(method: 'GET' | 'POST', path: string, token?: string, body?: object): Promise<T> {
    const answer = await this.pool.request({
      method,
      path,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }
}

/** @returns talkers who have signed in, the demo's customers in turn: several sessions of each */
export async function signIn(http: ChatClient, count: number): Promise<Talker[]> {
  const { customers } = await http.get<DemoCustomersDto>('/v1/customers');
  const talkers: Talker[] = [];
  for (let i = 0; i < count; i++) {
    const { token } = await http.post<OpenedSessionDto>('/v1/session');
    const { customerId, pin } = customers[i % customers.length]!;
    const signedIn = await http.post<OpenedSessionDto>('/v1/session/sign-in', token, { customerId, pin });
    talkers.push(new Talker(http, signedIn.token, i));
  }
  return talkers;
}
