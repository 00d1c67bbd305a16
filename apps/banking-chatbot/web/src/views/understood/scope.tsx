import type { UnderstoodDto } from '@casebook/banking-chatbot-contract';
import { onScale } from '../../model/scale.js';
import { language, words } from '../../words/index.js';

const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });

/** How strange the message is, against the threshold from which on nothing is done with it. */
export function Scope({ score, threshold }: UnderstoodDto['outOfScope']) {
  const places = onScale(score, threshold);
  const outside = score >= threshold;
  return (
    <section>
      <h3>{words.understood.scope}</h3>
      <div class={`scope${outside ? ' scope--outside' : ''}`} aria-hidden="true">
        <span class="scope__score" style={{ width: `${places.score * 100}%` }} />
        <span class="scope__threshold" style={{ left: `${places.threshold * 100}%` }} />
      </div>
      <p class="soft">
        {(outside ? words.understood.outOfScope : words.understood.inScope)(format.format(score), format.format(threshold))}
      </p>
    </section>
  );
}
