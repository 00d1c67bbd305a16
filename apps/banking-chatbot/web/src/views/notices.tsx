import { Button, PlusIcon, ProblemBanner } from '@casebook/ui';
import { away, paused, reconnect, startAgain, trouble } from '../store/connection.store.js';
import { handedOff, outbox } from '../store/conversation.store.js';
import { words } from '../words/index.js';
import { PersonIcon } from './icons.js';
import { choose } from './quick-replies.js';

/** What a customer has to know about the conversation as a whole, above the field to write in. */
export function Notices() {
  return (
    <>
      {handedOff.value && (
        <div class="handoff" role="status">
          <PersonIcon />
          <p>
            <strong>{words.handOff.title}</strong> {words.handOff.text}
          </p>
          <Button onClick={() => choose(words.handOff.back)}>{words.handOff.back}</Button>
          <Button onClick={startAgain}>
            <PlusIcon /> {words.who.again}
          </Button>
        </div>
      )}
      {away.value ? (
        <ProblemBanner tone="notice" title={words.connection.away} onRetry={reconnect}>
          {words.connection.kept(outbox.value.length)}
        </ProblemBanner>
      ) : (
        paused.value && <ProblemBanner tone="notice" title={words.connection.busy} />
      )}
      {trouble.value && (
        <ProblemBanner tone="problem" title={words.connection.trouble}>
          {trouble.value}
        </ProblemBanner>
      )}
    </>
  );
}
