import type { ComponentChildren } from 'preact';
import { Button } from './button.js';

export interface ProblemBannerProps {
  /** `problem` interrupts a screen reader, `notice` waits for a pause. */
  tone: 'problem' | 'notice';
  title: string;
  children?: ComponentChildren;
  onRetry?: () => void;
  /** While true the retry button says so and is out of action. */
  retrying?: boolean;
}

/** Says what is wrong and what still works, and offers to try again. */
export function ProblemBanner({ tone, title, children, onRetry, retrying = false }: ProblemBannerProps) {
  return (
    <div class={`ui-banner ui-banner--${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
      <div>
        <strong>{title}</strong> {children}
      </div>
      {onRetry && (
        <Button tone="quiet" onClick={onRetry} disabled={retrying}>
          {retrying ? 'Trying…' : 'Try again'}
        </Button>
      )}
    </div>
  );
}
