/** The bank's page that is being read. */
import type { PolicyPageDto, ReplySourceDto } from '@casebook/banking-chatbot-contract';
import { ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';
import { service } from './service.js';

/** What was asked for; undefined while nothing is read. */
export const reading = signal<ReplySourceDto | undefined>();
export const page = signal<PolicyPageDto | ProblemError | undefined>();

export async function read(source: ReplySourceDto): Promise<void> {
  reading.value = source;
  page.value = undefined;
  const got = await service.policy(source.page).then(
    ({ data }) => data,
    (error: unknown) => {
      if (error instanceof ProblemError) return error;
      throw error;
    },
  );
  if (reading.peek() === source) page.value = got;
}

export const stopReading = () => void (reading.value = undefined);
