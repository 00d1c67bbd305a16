import { Button } from '@casebook/ui';
import { chosenSeries, opened, series } from '../../store/study.store.js';
import { threshold } from '../../store/model.store.js';
import { service } from '../../store/service.js';
import { words } from '../../words.js';
import { DownloadIcon, TrashIcon } from '../icons.js';
import { removing } from '../remove-dialog.js';

/** The study and its series: what it is, what was mended while reading, what can be taken away, and how to be rid of it. */
export function StudyCard() {
  const detail = opened.value;
  const shown = series.value;
  if (!detail || !shown) return null;
  const { study } = detail;
  return (
    <section class="study-card" aria-labelledby="study-title">
      <h2 id="study-title">{words.study.series}</h2>
      {detail.series.length > 1 ? (
        <select
          aria-labelledby="study-title"
          value={shown.seriesUid}
          onChange={(event) => (chosenSeries.value = event.currentTarget.value)}
        >
          {detail.series.map((one) => (
            <option key={one.seriesUid} value={one.seriesUid}>
              {[one.description ?? one.modality, words.study.slices(one.instances)].join(', ')}
            </option>
          ))}
        </select>
      ) : (
        <p>{shown.description ?? shown.modality}</p>
      )}
      <p class="soft">
        {[
          words.study.slices(shown.instances),
          shown.volume && words.study.voxel(...(shown.volume.spacing.map((mm) => mm.toFixed(2)) as [string, string, string])),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {shown.refused && (
        <p class="study-card__refused">
          <strong>{words.study.refused}:</strong> {shown.refused.detail}
        </p>
      )}
      {shown.notes.length > 0 && (
        <details>
          <summary>{words.study.notes}</summary>
          <ul class="study-card__notes">
            {shown.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
      <div class="study-card__actions">
        {study.job?.status === 'done' && (
          <a class="ui-button ui-button--quiet" href={service.reportOf(study.studyUid)} download={`${study.studyUid}.sr.dcm`}>
            <DownloadIcon />
            {words.study.report}
          </a>
        )}
        <a
          class="ui-button ui-button--quiet"
          href={`${service.findingsOf(study.studyUid)}?threshold=${threshold.value.toFixed(2)}`}
          download={`${study.studyUid}.json`}
        >
          <DownloadIcon />
          {words.study.json}
        </a>
        <Button class="study-card__remove" onClick={() => (removing.value = study)}>
          <TrashIcon />
          {words.study.remove}
        </Button>
      </div>
    </section>
  );
}
