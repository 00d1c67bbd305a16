import type { StudySummary } from '@casebook/nodule-detector-contract';
import { Button, formatAgo, useKeptFocus } from '@casebook/ui';
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatRoute } from '../../model/route.js';
import { titleOf } from '../../model/studies.js';
import { route } from '../../store/route.store.js';
import { percent, words } from '../../words.js';
import { TrashIcon } from '../icons.js';
import { JobState } from '../job-state.js';
import { removing } from '../remove-dialog.js';

/** The clock that "3 min ago" goes by. */
const now = signal(Date.now());
const TICK_MS = 20_000;

/** One row a study. Arrow keys move from row to row, Enter opens (each row is a link), Delete asks whether to delete. */
export function StudyTable({ studies }: { studies: readonly StudySummary[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  useKeptFocus(body);
  useEffect(() => {
    now.value = Date.now();
    const timer = setInterval(() => (now.value = Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const { columns } = words.worklist;
  return (
    <table class="studies">
      <caption class="ui-hidden">
        {words.worklist.title}. {words.worklist.keys}
      </caption>
      <thead>
        <tr>
          <th scope="col">{columns.study}</th>
          <th scope="col">{columns.received}</th>
          <th scope="col">{columns.slices}</th>
          <th scope="col">{columns.status}</th>
          <th scope="col">{columns.findings}</th>
          <th scope="col">
            <span class="ui-hidden">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={(event) => moved(event, body.current!, studies)}>
        {studies.map((study) => (
          <Row key={study.studyUid} study={study} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ study }: { study: StudySummary }) {
  const title = titleOf(study);
  const { job } = study;
  const searched = job?.status === 'done' || study.findings > 0;
  return (
    <tr class="study">
      <th scope="row" class="study__name">
        <a class="study__link" href={formatRoute({ ...route.value, study: study.studyUid })}>
          {title}
        </a>
        <span class="soft">
          {study.description
            ? `${study.modality.replaceAll('\\', ', ')} · …${study.studyUid.slice(-8)}`
            : words.worklist.series(study.series)}
        </span>
      </th>
      <td class="study__received">
        <time dateTime={study.receivedAt} title={new Date(study.receivedAt).toLocaleString()}>
          {formatAgo(Date.parse(study.receivedAt), now.value)}
        </time>
        <span class="soft">{words.worklist.source[study.source]}</span>
      </td>
      <td class="study__slices">
        {study.instances.toLocaleString('en')}
        <span class="study__unit"> {words.worklist.slices(study.instances).replace(/^\S+ /, '')}</span>
      </td>
      <td class="study__state">
        <JobState job={job} title={title} />
      </td>
      <td class="study__findings">
        {study.findings > 0 ? (
          <>
            <b>{words.worklist.findings(study.findings)}</b>
            {study.highest !== undefined && <span class="soft">{words.worklist.highest(percent(study.highest))}</span>}
          </>
        ) : (
          <span class="soft">{searched ? words.worklist.nothingFound : '–'}</span>
        )}
      </td>
      <td class="study__actions">
        <Button tone="bare" aria-label={words.worklist.remove(title)} onClick={() => (removing.value = study)}>
          <TrashIcon />
        </Button>
      </td>
    </tr>
  );
}

function moved(event: KeyboardEvent, body: HTMLTableSectionElement, studies: readonly StudySummary[]): void {
  const links = [...body.querySelectorAll<HTMLElement>('.study__link')];
  const at = [...body.rows].findIndex((row) => row.contains(document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to !== undefined) links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
  else if (event.key === 'Delete' && studies[at]) removing.value = studies[at];
  else return;
  event.preventDefault();
}
