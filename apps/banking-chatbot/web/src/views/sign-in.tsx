import { Button, ProblemBanner, type ProblemError } from '@casebook/ui';
import { useEffect, useState } from 'preact/hooks';
import { enterAsGuest } from '../store/session.store.js';
import { words } from '../words/index.js';
import { attempt, Customers } from './customers.js';
import { Rosette } from './ornament.js';

/** Before the conversation: whose shoes to step into. */
export function SignIn() {
  const [problem, setProblem] = useState<ProblemError>();
  // The keyboard goes on, and a screen reader reads on, where the conversation begins.
  useEffect(() => () => queueMicrotask(() => document.getElementById('greeting')?.focus()), []);
  return (
    <main class="entry" id="main">
      <Rosette class="entry__rosette" />
      <div class="entry__body">
        <h1>{words.signIn.title}</h1>
        <p class="entry__lead">{words.signIn.lead}</p>
        {problem && (
          <ProblemBanner tone="problem" title={words.signIn.failed}>
            {problem.message}
          </ProblemBanner>
        )}
        <Customers onProblem={setProblem} />
        <p class="entry__guest">
          <Button onClick={() => void attempt(enterAsGuest, setProblem)}>{words.signIn.without}</Button>
          <span class="soft">{words.signIn.withoutHint}</span>
        </p>
        <p class="entry__note">{words.fictionalInFull}</p>
      </div>
    </main>
  );
}
