/** The service's live stream: hands its messages on, and says whether it is there. */
import type { JobSummary, LiveFindingsDto, LiveStudyDto } from '@casebook/nodule-detector-contract';
import { openEventStream } from '@casebook/ui';
import { signal } from '@preact/signals';

export interface LiveListener {
  study?: (message: LiveStudyDto) => void;
  job?: (message: JobSummary) => void;
  findings?: (message: LiveFindingsDto) => void;
  /** The stream is open again after an outage: something may have been missed. */
  back?: () => void;
}

const listeners = new Set<LiveListener>();
/** Whether the service does not answer. */
export const away = signal(false);

export const onLive = (listener: LiveListener) => void listeners.add(listener);

/** Opens the stream; called once. */
export function listen(): () => void {
  const hand = <K extends 'study' | 'job' | 'findings'>(name: K) => ({
    [name]: (data: unknown) => listeners.forEach((listener) => (listener[name] as ((message: unknown) => void) | undefined)?.(data)),
  });
  let opened = false;
  return openEventStream('/v1/live', {
    on: { ...hand('study'), ...hand('job'), ...hand('findings') },
    onState: (state) => {
      if (state === 'waiting') away.value = true;
      if (state !== 'open') return;
      away.value = false;
      if (opened) listeners.forEach(({ back }) => back?.());
      opened = true;
    },
  });
}
