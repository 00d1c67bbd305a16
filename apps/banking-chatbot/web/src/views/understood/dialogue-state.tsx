import type { DialogueViewDto } from '@casebook/banking-chatbot-contract';
import { words } from '../../words/index.js';

const spoken = (name: string) => name.replaceAll('_', ' ');

/** Where the conversation stands after the message: what is under way, what it was interrupted for, what went wrong. */
export function DialogueState({ state: { active, interrupted, failures, handedOff } }: { state: DialogueViewDto }) {
  return (
    <section>
      <h3>{words.understood.state}</h3>
      {active ? (
        <div class="form">
          <p class="form__head">
            <strong>{spoken(active.flow)}</strong> <span class="tag">{words.understood.phase[active.phase] ?? active.phase}</span>
          </p>
          <dl class="form__values">
            {Object.entries(active.values).map(([slot, value]) => (
              <div key={slot}>
                <dt>{spoken(slot)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {active.asking && <p class="soft">{words.understood.asking(spoken(active.asking))}</p>}
        </div>
      ) : (
        <p class="soft">{words.understood.noForm}</p>
      )}
      {interrupted.length > 0 && (
        <p class="soft">
          {words.understood.interrupted}: {interrupted.map(spoken).join(', ')}
        </p>
      )}
      {failures > 0 && <p class="soft">{words.understood.failures(failures)}</p>}
      {handedOff && <p class="soft">{words.understood.handedOff}</p>}
    </section>
  );
}
