/** What a caller may do with a session: from a token to an answer. */
import type { DemoCustomersDto, DeviceMessagesDto, OpenedSessionDto, SessionDto, SignInDto } from '@casebook/banking-chatbot-contract';
import type { DatabaseConnection } from '@casebook/persistence';
import { codesOn } from './device.js';
import { openedDto, sessionDto, type Session } from './session.js';
import type { SessionsService } from './sessions.service.js';
import type { DemoIdentity, SignIns } from './sign-ins.js';

export class SessionAccess {
  constructor(
    private readonly sessions: SessionsService,
    private readonly signIns: SignIns,
    private readonly database: DatabaseConnection,
    private readonly demo: readonly (DemoIdentity & { about: string })[],
    /** Told when a code is on its way, so that an open page shows it. */
    private readonly sentCode: (customerId: string) => void,
  ) {}

  customers(): DemoCustomersDto {
    return { customers: this.demo.map(({ id, name, pin, about }) => ({ customerId: id, name, pin, about })) };
  }

  async open(): Promise<OpenedSessionDto> {
    const { session, token } = await this.sessions.open();
    return openedDto(token, this.dto(session));
  }

  async describe(token: string | undefined): Promise<SessionDto> {
    return this.dto(await this.sessions.read(token));
  }

  async signIn(token: string | undefined, body: () => SignInDto): Promise<OpenedSessionDto> {
    const session = await this.sessions.read(token);
    const { customerId, pin } = body(); // read after the session: who has none learns nothing of the form
    const signedIn = await this.sessions.signIn(session, customerId, pin);
    return openedDto(signedIn.token, this.dto(signedIn.session));
  }

  async challenge(token: string | undefined): Promise<void> {
    const session = await this.sessions.read(token);
    await this.sessions.challenge(session);
    if (session.customerId !== null) this.sentCode(session.customerId);
  }

  async stepUp(token: string | undefined, code: () => string): Promise<SessionDto> {
    const session = await this.sessions.read(token);
    return this.dto(await this.sessions.stepUp(session, code()));
  }

  async close(token: string | undefined): Promise<void> {
    await this.sessions.close(await this.sessions.read(token));
  }

  async device(token: string | undefined): Promise<DeviceMessagesDto> {
    const { customerId } = await this.sessions.read(token);
    if (customerId === null) return { messages: [] };
    return { messages: await this.database.transaction((manager) => codesOn(manager, customerId)) };
  }

  dto(session: Session): SessionDto {
    return sessionDto(session, (customerId) => this.signIns.nameOf(customerId));
  }
}
