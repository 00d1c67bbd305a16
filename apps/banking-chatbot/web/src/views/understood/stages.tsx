import type { StageDto } from '@casebook/banking-chatbot-contract';
import { formatDuration } from '@casebook/ui';
import { words } from '../../words/index.js';

const HUES = 5;

/** Where the time went. */
export function Stages({ stages }: { stages: readonly StageDto[] }) {
  const total = stages.reduce((sum, { ms }) => sum + ms, 0);
  if (!stages.length) return null;
  return (
    <section>
      <h3>
        {words.understood.time}{' '}
        <span class="soft">
          {formatDuration(total)} {words.understood.total}
        </span>
      </h3>
      <div class="stages" aria-hidden="true">
        {stages.map(({ stage, ms }, i) => (
          <span key={stage} class={`hue--${i % HUES}`} style={{ flexGrow: Math.max(ms, total / 200) }} />
        ))}
      </div>
      <ul class="stages__list">
        {stages.map(({ stage, ms }, i) => (
          <li key={stage}>
            <span class={`stages__key hue--${i % HUES}`} aria-hidden="true" />
            {stage.replaceAll('_', ' ')} <span class="stages__ms">{formatDuration(ms)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
