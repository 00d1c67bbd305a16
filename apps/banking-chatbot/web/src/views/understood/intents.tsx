import type { UnderstoodDto } from '@casebook/banking-chatbot-contract';
import { words } from '../../words/index.js';
import { percent } from './percent.js';

const MOST = 4;

/** What the message was taken for, the likeliest first, and what the conversation made of it. */
export function Intents({ understood: { intents, chosen } }: { understood: UnderstoodDto }) {
  const shown = intents.slice(0, MOST);
  return (
    <section>
      <h3>{words.understood.intent}</h3>
      <ul class="intents">
        {shown.map(({ name, confidence }) => (
          <li key={name} class={name === chosen ? 'intent intent--chosen' : 'intent'}>
            <span class="intent__name">
              {name.replaceAll('_', ' ')} {name === chosen && <span class="tag">{words.understood.acted}</span>}
            </span>
            <span class="intent__share">{percent(confidence)}</span>
            <span class="bar" aria-hidden="true">
              <span style={{ width: `${Math.max(0, Math.min(1, confidence)) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {chosen === null && <p class="soft">{words.understood.askedBack}</p>}
      {chosen !== null && !shown.some(({ name }) => name === chosen) && (
        <p class="soft">
          <span class="tag">{words.understood.acted}</span> {chosen.replaceAll('_', ' ')}
        </p>
      )}
    </section>
  );
}
