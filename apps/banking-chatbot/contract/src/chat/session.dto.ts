/** Who talks: a session, anonymous until a customer signs in, and confirmed for some minutes by a one-time code (step-up). */
import { z } from 'zod';
import { idSchema, timeSchema } from './primitives.schema.js';

/** What a session may: questions; the customer's own data; moving money. Each includes those before. */
export const SESSION_LEVELS = ['anonymous', 'signed-in', 'confirmed'] as const;
export const sessionLevelSchema = z.enum(SESSION_LEVELS);
export type SessionLevel = z.infer<typeof sessionLevelSchema>;

export const signInSchema = z
  .strictObject({
    customerId: idSchema,
    pin: z.string().regex(/^\d{4,8}$/, 'must be 4 to 8 digits'),
  })
  .meta({ id: 'SignIn' });

export const stepUpSchema = z
  .strictObject({ code: z.string().regex(/^\d{6}$/, 'must be the 6 digits of the code') })
  .meta({ id: 'StepUp' });

/** A demo customer to sign in as: the bank is fictional, so its PINs may be shown. */
export const demoCustomerSchema = z
  .object({
    customerId: idSchema,
    name: z.string(),
    pin: z.string(),
    about: z.string().meta({ description: 'what is special about them' }),
  })
  .meta({ id: 'DemoCustomer' });
export const demoCustomersSchema = z.object({ customers: z.array(demoCustomerSchema) }).meta({ id: 'DemoCustomers' });

export const sessionSchema = z
  .object({
    sessionId: z.uuid(),
    level: sessionLevelSchema,
    customer: z.object({ customerId: idSchema, name: z.string() }).nullable().meta({ description: 'null until somebody signs in' }),
    expiresAt: timeSchema.meta({ description: 'moves on with every request' }),
    confirmedUntil: timeSchema.nullable(),
  })
  .meta({ id: 'Session' });

/** With the secret that the following requests carry as `Authorization: Bearer …`; told once, and again changed at sign-in. */
export const openedSessionSchema = sessionSchema.extend({ token: z.string() }).meta({ id: 'OpenedSession' });

/** What the bank sent to the customer's phone. The demo has no phones, so it can be read here. */
export const deviceMessageSchema = z
  .object({
    purpose: z.string().meta({ description: 'what the code confirms, and nothing else' }),
    code: z.string(),
    expiresAt: timeSchema,
  })
  .meta({ id: 'DeviceMessage' });
export const deviceMessagesSchema = z.object({ messages: z.array(deviceMessageSchema) }).meta({ id: 'DeviceMessages' });

export type SignInDto = z.infer<typeof signInSchema>;
export type StepUpDto = z.infer<typeof stepUpSchema>;
export type DemoCustomerDto = z.infer<typeof demoCustomerSchema>;
export type DemoCustomersDto = z.infer<typeof demoCustomersSchema>;
export type SessionDto = z.infer<typeof sessionSchema>;
export type OpenedSessionDto = z.infer<typeof openedSessionSchema>;
export type DeviceMessageDto = z.infer<typeof deviceMessageSchema>;
export type DeviceMessagesDto = z.infer<typeof deviceMessagesSchema>;
