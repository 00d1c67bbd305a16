/** Sessions, as /docs shows them. */
import {
  demoCustomersSchema,
  deviceMessagesSchema,
  openedSessionSchema,
  sessionSchema,
  signInSchema,
  stepUpSchema,
} from '@casebook/banking-chatbot-contract';
import type { Operation } from '@casebook/service-defaults';

const tag = 'sessions';
const unknown = { description: 'SESSION_UNKNOWN' };

export const sessionOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/customers',
    tag,
    summary: 'Whom the demo lets sign in',
    answers: { 200: { description: 'Customers with their PINs: the bank is fictional', content: demoCustomersSchema } },
  },
  {
    method: 'post',
    path: '/v1/session',
    tag,
    summary: 'Open an anonymous session',
    description: 'Send its token as `Authorization: Bearer TOKEN` with everything else.',
    answers: { 201: { description: 'The session and its token', content: openedSessionSchema } },
  },
  {
    method: 'get',
    path: '/v1/session',
    tag,
    summary: 'The session',
    answers: { 200: { description: 'The session', content: sessionSchema }, 401: unknown },
  },
  {
    method: 'delete',
    path: '/v1/session',
    tag,
    summary: 'Sign out',
    answers: { 204: { description: 'The session has ended' }, 401: unknown },
  },
  {
    method: 'post',
    path: '/v1/session/sign-in',
    tag,
    summary: 'Sign in',
    body: signInSchema,
    answers: {
      200: { description: 'The session with a new token; the old one no longer works', content: openedSessionSchema },
      401: { description: 'SIGN_IN_REFUSED, SESSION_UNKNOWN' },
      409: { description: 'ALREADY_SIGNED_IN' },
      429: { description: 'SIGN_IN_LOCKED' },
    },
  },
  {
    method: 'post',
    path: '/v1/session/challenge',
    tag,
    summary: 'Send a one-time code to the customer’s device',
    answers: { 204: { description: 'It is on its way' }, 401: { description: 'SIGN_IN_NEEDED, SESSION_UNKNOWN' } },
  },
  {
    method: 'post',
    path: '/v1/session/step-up',
    tag,
    summary: 'Confirm the session with the code',
    body: stepUpSchema,
    answers: {
      200: { description: 'The session, confirmed for some minutes', content: sessionSchema },
      401: { description: 'SIGN_IN_NEEDED, SESSION_UNKNOWN' },
      403: { description: 'CODE_WRONG, CODE_EXPIRED, CODE_LOCKED' },
    },
  },
  {
    method: 'get',
    path: '/v1/device',
    tag,
    summary: 'The demo’s phone: codes that came in the last minutes',
    answers: { 200: { description: 'The latest last', content: deviceMessagesSchema }, 401: unknown },
  },
];
