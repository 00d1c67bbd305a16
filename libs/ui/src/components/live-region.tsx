import { signal } from '@preact/signals';

const KEPT = 4;
const sentences = signal<readonly { id: number; text: string }[]>([]);
let said = 0;

/** Has a screen reader say a sentence when it next pauses, after those it has not said yet. */
export function announce(text: string): void {
  sentences.value = [...sentences.peek(), { id: said++, text }].slice(-KEPT);
}

/** Mounted once, near the root: what `announce` says is read from here. Sentences are added, not replaced, so that none is lost. */
export function LiveRegion() {
  return (
    <div class="ui-hidden" role="log" aria-live="polite" aria-relevant="additions" aria-label="Updates">
      {sentences.value.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
