/** Sessions: opened by anybody, signed in by a customer, confirmed by a one-time code; each ends by itself. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CasebookError, ConflictError } from '@casebook/core';
import type { DatabaseConnection } from '@casebook/persistence';
import { stepUpByCode } from '../bank/index.js';
import type { SignIns } from './sign-ins.js';
import type { Session } from './session.js';

export interface SessionTimes {
  /** After so long without a request it ends. */
  idleMinutes: number;
  confirmedMinutes: number;
}

type Row = [id: string, customerId: string | null, confirmedUntil: Date | null, expiresAt: Date];

const toSession = ([id, customerId, confirmedUntil, expiresAt]: Row): Session => ({ id, customerId, confirmedUntil, expiresAt });
const columns = 'id, customer_id, confirmed_until, expires_at';
/** 256 bits from the system's generator need no slow hash: there is no list to try. */
const digest = (token: string) => createHash('sha256').update(token).digest();
/** The end of a session is moved on at most this often: reading it stays a read. */
const MOVED_EVERY_MS = 60_000;

export const sessionUnknown = () =>
  new CasebookError(
    'SESSION_UNKNOWN',
    'There is no such session, or it has ended. Open one with POST /v1/session and send its token as Authorization: Bearer.',
    { status: 401 },
  );

export class SessionsService {
  constructor(
    private readonly database: DatabaseConnection,
    private readonly signIns: SignIns,
    private readonly times: SessionTimes,
  ) {}

  /** An anonymous session. Its token is told here and nowhere else. */
  async open(): Promise<{ session: Session; token: string }> {
    const token = randomBytes(32).toString('base64url');
    const session: Session = { id: randomUUID(), customerId: null, confirmedUntil: null, expiresAt: this.end() };
    await this.database.query('INSERT INTO chat_sessions (id, token_hash, expires_at) VALUES ($1, $2, $3)', [
      session.id,
      digest(token),
      session.expiresAt,
    ]);
    return { session, token };
  }

  /** @throws {CasebookError} 401 `SESSION_UNKNOWN` */
  async read(token: string | undefined): Promise<Session> {
    if (!token || token.length > 128) throw sessionUnknown();
    const sql = `SELECT ${columns} FROM chat_sessions WHERE token_hash = $1 AND expires_at > now()`;
    const [row] = await this.database.prepared<Row>('chat-session', sql, [digest(token)]);
    if (!row) throw sessionUnknown();
    const session = toSession(row);
    const expiresAt = this.end();
    if (expiresAt.getTime() - session.expiresAt.getTime() < MOVED_EVERY_MS) return session;
    await this.database.query('UPDATE chat_sessions SET expires_at = $2 WHERE id = $1', [session.id, expiresAt]);
    return { ...session, expiresAt };
  }

  /**
   * The session becomes the customer's and gets a new token, so that whoever knew the old one stays outside. Its conversations come along.
   *
   * @throws {CasebookError} 401 `SIGN_IN_REFUSED`; {TooManyRequestsError} `SIGN_IN_LOCKED`; {ConflictError} `ALREADY_SIGNED_IN`
   */
  async signIn(session: Session, customerId: string, pin: string): Promise<{ session: Session; token: string }> {
    if (session.customerId !== null)
      throw new ConflictError('ALREADY_SIGNED_IN', 'Somebody is signed in already. Sign out with DELETE /v1/session first.');
    await this.signIns.check(customerId, pin);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = this.end();
    const changed = await this.database.transaction(async (manager) => {
      const [, count] = await manager.query<[unknown, number]>(
        'UPDATE chat_sessions SET customer_id = $2, token_hash = $3, expires_at = $4 WHERE id = $1 AND customer_id IS NULL',
        [session.id, customerId, digest(token), expiresAt],
      );
      await manager.query('UPDATE chat_conversations SET customer_id = $2 WHERE session_id = $1 AND customer_id IS NULL', [
        session.id,
        customerId,
      ]);
      return count;
    });
    if (changed === 0) throw sessionUnknown(); // signed in or out by another request meanwhile
    return { session: { ...session, customerId, expiresAt }, token };
  }

  /** Sends a code to the customer's device. @throws {CasebookError} 401 `SIGN_IN_NEEDED` */
  async challenge(session: Session): Promise<void> {
    const { confirmedMinutes } = this.times;
    await this.database.transaction((manager) =>
      stepUpByCode.challenge(manager, confirming(session), `Transfers in your session for ${confirmedMinutes} minutes`, new Date()),
    );
  }

  /** @throws {CasebookError} 401 `SIGN_IN_NEEDED`, 403 `CODE_WRONG`, `CODE_EXPIRED`, `CODE_LOCKED` */
  async stepUp(session: Session, code: string): Promise<Session> {
    const { outcome, confirmedUntil } = await this.database.transaction(async (manager) => {
      const outcome = await stepUpByCode.verify(manager, confirming(session), code, new Date());
      const confirmedUntil = new Date(Date.now() + this.times.confirmedMinutes * 60_000);
      if (outcome === 'accepted') {
        await manager.query('UPDATE chat_sessions SET confirmed_until = $2 WHERE id = $1', [session.id, confirmedUntil]);
      }
      return { outcome, confirmedUntil };
    });
    if (outcome !== 'accepted') throw refused[outcome]();
    return { ...session, confirmedUntil };
  }

  async close({ id }: Session): Promise<void> {
    await this.database.query('DELETE FROM chat_sessions WHERE id = $1', [id]);
  }

  /** Forgets sessions that have ended. @returns how many */
  async purge(): Promise<number> {
    const [, count] = (await this.database.query('DELETE FROM chat_sessions WHERE expires_at < now()')) as unknown as [unknown, number];
    return count;
  }

  private end(): Date {
    return new Date(Date.now() + this.times.idleMinutes * 60_000);
  }
}

/** The bank's codes belong to a conversation; that of a whole session has a name no conversation can have. */
function confirming({ id, customerId }: Session) {
  if (customerId === null) throw new CasebookError('SIGN_IN_NEEDED', 'Sign in with POST /v1/session/sign-in first.', { status: 401 });
  return { conversationId: `session ${id}`, customerId, level: 'signed-in' as const };
}

const refusal = (code: string, message: string) => () => new CasebookError(code, message, { status: 403 });
const refused = {
  wrong: refusal('CODE_WRONG', 'That is not the code. Look at the latest message on the device and try again.'),
  expired: refusal('CODE_EXPIRED', 'There is no code that still holds. Ask for a new one with POST /v1/session/challenge.'),
  locked: refusal('CODE_LOCKED', 'Too many wrong codes. Ask for a new one with POST /v1/session/challenge.'),
};
