import { formatCount } from '@casebook/ui';
import { stats } from '../../store/live.store.js';

/** The state of the service in a few figures. */
export function Numbers() {
  const now = stats.value;
  const figures: [string, string][] = [
    ['Events / s', now ? formatCount(now.eventsPerSecond) : '–'],
    ['Answers / s', now ? formatCount(now.recommendationsPerSecond) : '–'],
    ['Consumer lag', now?.consumerLag === null || now === undefined ? '–' : formatCount(now.consumerLag)],
    ['Model', now?.modelVersion ?? '–'],
  ];
  return (
    <section aria-labelledby="numbers-title">
      <h3 id="numbers-title" class="ui-hidden">
        The service now
      </h3>
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {now && (
        <p class="soft figures__parts">
          ONNX Runtime on {now.provider} · events over {now.bus}
        </p>
      )}
      {now?.degraded && <p class="figures__degraded">Popular items instead of the model’s: {now.degraded}</p>}
    </section>
  );
}
