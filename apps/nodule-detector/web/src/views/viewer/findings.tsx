import { ArrowLeftIcon, ArrowRightIcon, Button } from '@casebook/ui';
import { useEffect, useRef } from 'preact/hooks';
import type { Finding } from '@casebook/nodule-detector-contract';
import { sliceOf } from '../../model/plane.js';
import { isOpen } from '../../model/studies.js';
import { jump, jumpBy, selected, shown } from '../../store/viewer.store.js';
import { findings, job, series } from '../../store/study.store.js';
import { volume } from '../../store/volume.store.js';
import { percent, words } from '../../words.js';
import { Threshold } from './threshold.js';
import { Verdict } from './verdict.js';

/** What was found, the most probable first; a finding that is chosen is jumped to, and can be judged. */
export function Findings() {
  const all = findings.value.filter(({ seriesUid }) => seriesUid === series.value?.seriesUid);
  return (
    <section class="findings" aria-labelledby="findings-title">
      <header class="findings__head">
        <h2 id="findings-title" tabIndex={-1}>
          {words.findings.title}
        </h2>
        <span class="soft" role="status">
          {all.length > 0 && words.findings.shown(shown.value.length, all.length)}
        </span>
        {shown.value.length > 1 && (
          <span class="findings__steps">
            <Button tone="bare" aria-label={words.findings.previous} onClick={() => jumpBy(-1)}>
              <ArrowLeftIcon />
            </Button>
            <Button tone="bare" aria-label={words.findings.next} onClick={() => jumpBy(1)}>
              <ArrowRightIcon />
            </Button>
          </span>
        )}
      </header>
      <Threshold />
      {shown.value.length > 0 ? (
        <ol class="findings__list">
          {shown.value.map((finding, n) => (
            <Row key={finding.id} finding={finding} n={n + 1} chosen={finding.id === selected.value?.id} />
          ))}
        </ol>
      ) : (
        <p class="soft">{nothing(all.length)}</p>
      )}
    </section>
  );
}

function nothing(all: number): string {
  if (all > 0) return words.findings.noneShown;
  if (!job.value) return words.findings.notSearched;
  return isOpen(job.value) ? words.findings.noneYet : job.value.status === 'done' ? words.findings.none : words.findings.notSearched;
}

function Row({ finding, n, chosen }: { finding: Finding; n: number; chosen: boolean }) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const shownVolume = volume.value;
  const verdict = finding.review?.verdict;
  const diameter = words.findings.diameter(finding.diameterMm);
  return (
    <li ref={row} class={`finding finding--${verdict ?? 'open'}${chosen ? ' finding--chosen' : ''}`}>
      <button
        type="button"
        class="finding__jump"
        aria-current={chosen ? 'true' : undefined}
        aria-label={words.findings.jump(n, diameter, percent(finding.probability))}
        onClick={() => jump(finding)}
      >
        <span class="finding__ring" aria-hidden="true" />
        <span class="finding__size">{diameter}</span>
        <span class="finding__more">
          {words.findings.volume(finding.volumeMm3)}
          {shownVolume &&
            ` · ${words.findings.slice(Math.round(sliceOf(shownVolume.planes.axial, shownVolume.geometry, finding.voxel)) + 1)}`}
        </span>
        {verdict && <span class="finding__verdict">{words.findings[verdict]}</span>}
        <span class="finding__probability">
          <span style={{ inlineSize: `${finding.probability * 100}%` }} />
          <b>{percent(finding.probability)}</b>
        </span>
      </button>
      {chosen && <Verdict finding={finding} />}
    </li>
  );
}
