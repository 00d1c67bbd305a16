/** The model that searches, and from which probability on it shows a finding. */
import type { ModelDto } from '@casebook/nodule-detector-contract';
import { load, ProblemError, save } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { readNumber } from '../model/read-number.js';
import { onLive } from './live.store.js';
import { service } from './service.js';

const KEY = 'nodule.threshold';
/** Where the model does not say. */
const USUAL = 0.5;

/** Undefined until it is known. */
export const model = signal<ModelDto | undefined>();
/** Least probability as a person has chosen it. */
export const chosenThreshold = signal(readNumber(load(KEY), 0, 1));
/** Least probability of what is shown: the person's, else the one that the model's makers chose on validation scans. */
export const threshold = computed(() => chosenThreshold.value ?? model.value?.threshold ?? USUAL);

effect(() => save(KEY, chosenThreshold.value));

async function ask(): Promise<void> {
  try {
    model.value = (await service.model()).data;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error; // findings are shown all the same
  }
}
void ask();
onLive({ back: () => void ask() });
