import { signal } from '@preact/signals';

const message = signal('');

/** Has a screen reader say a sentence when it next pauses. The latest sentence wins. */
export function announce(sentence: string): void {
  message.value = sentence;
}

/** Mounted once, near the root: what `announce` says is read from here. */
export function LiveRegion() {
  return (
    <div class="ui-hidden" role="status" aria-live="polite" aria-atomic="true">
      {message.value}
    </div>
  );
}
