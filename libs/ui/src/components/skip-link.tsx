import type { ComponentChildren } from 'preact';

/** The first thing the Tab key reaches: jumps over the header to the element with the id `to`, which needs `tabIndex={-1}`. */
export function SkipLink({ to, children }: { to: string; children: ComponentChildren }) {
  // What stands after # in the address is the page's own, so the link must not change it.
  const jump = (event: Event) => {
    event.preventDefault();
    document.getElementById(to)?.focus();
  };
  return (
    <a class="ui-skip" href={`#${to}`} onClick={jump}>
      {children}
    </a>
  );
}
