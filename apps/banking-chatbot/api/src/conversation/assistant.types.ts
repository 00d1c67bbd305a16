/** What the service hands to the assistant for one message, and gets back. */
import type { ReplyDto, SessionLevel, Understanding } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';

/** Who talks, as the service has checked it. Nothing in a message can change this. */
export interface CustomerSession {
  conversationId: string;
  /** `null` until somebody has signed in. A conversation belongs to the first customer who writes in it. */
  customerId: string | null;
  /** `confirmed`: no further code is asked for before money moves. */
  level: SessionLevel;
}

export interface IncomingMessage {
  /** Chosen by the client; the same id in the same conversation gets the same reply. */
  id: string;
  /** Cleaned (`cleanText`); the offsets of the understanding's slots point into it. */
  text: string;
  /** The client's own count, 1, 2, 3, …: a message that overtakes another waits for it. Absent: order of arrival. */
  clientSequence?: number;
  /** How long it took to understand, told with the reply's other stages. */
  understoodInMs?: number;
}

/** One-time codes for the customer's device. The assistant asks for one before a movement of money, unless the session is `confirmed`. */
export interface StepUp {
  /** Sends a code that confirms just this. @param purpose what the device shows beside the code, e.g. `Transfer €50.00 to Anna Bergmann` */
  challenge(manager: EntityManager, session: CustomerSession, purpose: string, now: Date): Promise<void>;
  /** Checks a code that was typed into the chat. */
  verify(manager: EntityManager, session: CustomerSession, code: string, now: Date): Promise<'accepted' | 'wrong' | 'expired' | 'locked'>;
}

/** A message and what was answered. */
export interface Answered {
  text: string;
  reply: ReplyDto;
}

export interface Handled {
  /** In the order of the conversation. Empty where the message waits for one that it has overtaken (sent again after two seconds, it waits no longer); more than one where others waited for it. */
  answered: Answered[];
  /** Whether a person has been asked for by this message. The transcript is then ready: see `transcript`. */
  handedOff: boolean;
}

export interface AssistantPort {
  /** Answers a message inside the caller's transaction: all that it does to bank and conversation is committed with it or not at all. */
  handle(
    manager: EntityManager,
    session: CustomerSession,
    message: IncomingMessage,
    understanding: Understanding,
    now: Date,
  ): Promise<Handled>;
}
