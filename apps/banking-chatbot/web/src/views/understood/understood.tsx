import { ArrowLeftIcon, ArrowRightIcon, Button, CrossIcon, Dialog } from '@casebook/ui';
import { useEffect, useRef } from 'preact/hooks';
import { lookedAt, panelOpen, step, wide } from '../../store/understood.store.js';
import { words } from '../../words/index.js';
import { DialogueState } from './dialogue-state.js';
import { Intents } from './intents.js';
import { MarkedMessage } from './marked-message.js';
import { Scope } from './scope.js';
import { Stages } from './stages.js';

const close = () => (panelOpen.value = false);

/** How the assistant came to its answer: beside the conversation on a wide screen, a sheet from below on a narrow one. */
export function Understood() {
  if (!wide.value) {
    return (
      <Dialog open={panelOpen.value} onClose={close} labelledBy="understood-title" place="side">
        <Contents />
      </Dialog>
    );
  }
  return panelOpen.value ? <Aside /> : null;
}

function Aside() {
  const aside = useRef<HTMLElement>(null);
  useEffect(() => {
    aside.current?.focus();
    return () => document.getElementById('panel-toggle')?.focus();
  }, []);
  return (
    <aside
      class="panel"
      aria-labelledby="understood-title"
      tabIndex={-1}
      ref={aside}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Button tone="bare" class="panel__close" aria-label={words.understood.close} onClick={close}>
        <CrossIcon />
      </Button>
      <Contents />
    </aside>
  );
}

function Contents() {
  const now = lookedAt.value;
  return (
    <div class="understood">
      <h2 id="understood-title">{words.understood.title}</h2>
      {now ? (
        <>
          <div class="understood__steps">
            <Button tone="bare" aria-label={words.understood.previous} disabled={now.place === 0} onClick={() => step(-1)}>
              <ArrowLeftIcon />
            </Button>
            <span>{words.understood.place(now.place + 1, now.of)}</span>
            <Button tone="bare" aria-label={words.understood.next} disabled={now.place === now.of - 1} onClick={() => step(1)}>
              <ArrowRightIcon />
            </Button>
          </div>
          <MarkedMessage turn={now.turn} />
          <Intents understood={now.turn.reply.understood} />
          <Scope {...now.turn.reply.understood.outOfScope} />
          <DialogueState state={now.turn.reply.state} />
          <Stages stages={now.turn.reply.stages} />
        </>
      ) : (
        <p class="soft">{words.understood.nothing}</p>
      )}
    </div>
  );
}
