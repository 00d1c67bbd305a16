/** What was named last, for "same account", "to her again", "freeze it". */
import type { Form } from '../dialogue-state.js';
import type { ReaderValues } from '../readers/index.js';
import { flowOf } from '../flows/index.js';
import type { Draft } from './draft.js';

export function remember({ state }: Draft, form: Form): void {
  const { mentioned } = state;
  for (const [name, { reader }] of Object.entries(flowOf(form.flow).slots)) {
    const value = form.values[name];
    if (value === undefined) continue;
    if (reader === 'account') mentioned.account = value as string;
    if (reader === 'card') mentioned.card = value as string;
    if (reader === 'amount') mentioned.amount = value as ReaderValues['amount'];
    if (reader === 'target' && 'payeeId' in (value as ReaderValues['target'])) mentioned.payee = (value as { payeeId: string }).payeeId;
  }
}
