import type { ComponentChildren } from 'preact';

/** A quiet surface that groups what belongs together. */
export function Card({ children, class: extra = '' }: { children: ComponentChildren; class?: string }) {
  return <div class={`ui-card ${extra}`}>{children}</div>;
}
