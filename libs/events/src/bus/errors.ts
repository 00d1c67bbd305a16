import { UnavailableError } from '@casebook/core';

export const busUnreachable = (cause: unknown) =>
  new UnavailableError('BUS_UNREACHABLE', 'Kafka does not answer: check that it runs and that KAFKA_BROKERS names it, then try again.', {
    cause,
  });

export const busOverloaded = () =>
  new UnavailableError('BUS_OVERLOADED', 'Too many events wait to be sent: wait for the bus to catch up, then send them again.');

export const busClosed = () => new UnavailableError('BUS_CLOSED', 'The event bus has been closed: this process is shutting down.');
