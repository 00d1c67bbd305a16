/** A session as the service works with it. */
import type { OpenedSessionDto, SessionDto, SessionLevel } from '@casebook/banking-chatbot-contract';

export interface Session {
  id: string;
  customerId: string | null;
  confirmedUntil: Date | null;
  expiresAt: Date;
}

export const levelOf = ({ customerId, confirmedUntil }: Session, now = new Date()): SessionLevel => {
  if (customerId === null) return 'anonymous';
  return confirmedUntil && confirmedUntil > now ? 'confirmed' : 'signed-in';
};

/** Whose limits a session's messages count against. */
export const payerOf = ({ id, customerId }: Pick<Session, 'id' | 'customerId'>): string =>
  customerId === null ? `session ${id}` : `customer ${customerId}`;

export function sessionDto(session: Session, nameOf: (customerId: string) => string): SessionDto {
  const { id, customerId, confirmedUntil, expiresAt } = session;
  const level = levelOf(session);
  return {
    sessionId: id,
    level,
    customer: customerId === null ? null : { customerId, name: nameOf(customerId) },
    expiresAt: expiresAt.toISOString(),
    confirmedUntil: level === 'confirmed' ? confirmedUntil!.toISOString() : null,
  };
}

export const openedDto = (token: string, dto: SessionDto): OpenedSessionDto => ({ ...dto, token });
