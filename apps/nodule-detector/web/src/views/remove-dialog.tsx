import type { StudySummary } from '@casebook/nodule-detector-contract';
import { announce, Button, Dialog, ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { titleOf } from '../model/studies.js';
import { route, toWorklist } from '../store/route.store.js';
import { service } from '../store/service.js';
import { drop } from '../store/worklist.store.js';
import { words } from '../words.js';

/** The study that a person is asked about. */
export const removing = signal<StudySummary | undefined>();
const close = () => (removing.value = undefined);

/** Asks before a study is deleted. */
export function RemoveDialog() {
  const study = removing.value;
  return (
    <Dialog open={study !== undefined} onClose={close} labelledBy="remove-title">
      {study && <Question study={study} />}
    </Dialog>
  );
}

function Question({ study }: { study: StudySummary }) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await service.removeStudy(study.studyUid);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.status !== 404) {
        setBusy(false);
        return setProblem(error.message);
      }
    }
    close();
    drop(study.studyUid);
    announce(words.study.removed);
    if (route.peek().study === study.studyUid) toWorklist();
  };
  return (
    <div class="remove">
      <h2 id="remove-title">{words.study.removeTitle}</h2>
      <p>{words.study.removeText(titleOf(study))}</p>
      {problem && <p role="alert">{`${words.study.removeFailed} ${problem}`}</p>}
      <div class="remove__buttons">
        <Button autofocus onClick={close}>
          {words.study.keep}
        </Button>
        <Button tone="main" class="remove__yes" disabled={busy} onClick={() => void remove()}>
          {words.study.remove}
        </Button>
      </div>
    </div>
  );
}
