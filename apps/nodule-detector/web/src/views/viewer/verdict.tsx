import type { Finding, Verdict as VerdictName } from '@casebook/nodule-detector-contract';
import { LIMITS } from '@casebook/nodule-detector-contract';
import { Button, CheckIcon, CrossIcon, ProblemError } from '@casebook/ui';
import { useState } from 'preact/hooks';
import { review } from '../../store/study.store.js';
import { words } from '../../words.js';

/** A person's word on a finding, with a note. */
export function Verdict({ finding }: { finding: Finding }) {
  const [note, setNote] = useState(finding.review?.note ?? '');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const judge = async (verdict: VerdictName) => {
    setBusy(true);
    try {
      await review(finding, note.trim() ? { verdict, note: note.trim() } : { verdict });
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  const button = (verdict: VerdictName, label: string, icon: preact.JSX.Element) => (
    <Button
      class={`verdict__${verdict}`}
      aria-pressed={finding.review?.verdict === verdict}
      disabled={busy}
      onClick={() => void judge(verdict)}
    >
      {icon}
      {label}
    </Button>
  );
  return (
    <div class="verdict">
      <label>
        <span class="ui-hidden">{words.findings.note}</span>
        <input
          class="verdict__note"
          value={note}
          maxLength={LIMITS.note}
          placeholder={words.findings.notePlaceholder}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <div class="verdict__buttons">
        {button('confirmed', words.findings.confirm, <CheckIcon />)}
        {button('rejected', words.findings.reject, <CrossIcon />)}
      </div>
      {problem && (
        <p role="alert" class="verdict__problem">
          <strong>{words.findings.failed}</strong> {problem}
        </p>
      )}
    </div>
  );
}
