/** Grey shapes while an answer is on its way; hidden from screen readers, which hear the live region instead. */
export function Skeleton({ class: extra = '' }: { class?: string }) {
  return <div class={`ui-skeleton ${extra}`} aria-hidden="true" />;
}
