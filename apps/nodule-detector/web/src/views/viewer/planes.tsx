import { shownPlanes } from '../../store/viewer.store.js';
import { series } from '../../store/study.store.js';
import { loaded, volume, volumeProblem } from '../../store/volume.store.js';
import { words } from '../../words.js';
import { PlaneView } from './plane-view.js';

/** The planes that are shown, or why there are none. */
export function Planes() {
  const shown = volume.value;
  if (!shown) return <NoPictures />;
  const planes = shownPlanes.value;
  const total = shown.geometry.shape[2];
  return (
    <div class={`planes${planes.length > 1 ? '' : ' planes--one'}`}>
      {planes.map((name) => (
        <PlaneView key={`${shown.seriesUid} ${name}`} name={name} shown={shown} />
      ))}
      {loaded.value < total && (
        <div class="planes__loading">
          <progress max={total} value={loaded.value} aria-label={words.viewer.loading(loaded.value, total)} />
          <span>{words.viewer.loading(loaded.value, total)}</span>
        </div>
      )}
      <p id="viewer-keys" class="ui-hidden">
        {words.viewer.keys}
      </p>
    </div>
  );
}

function NoPictures() {
  const refused = series.value?.refused ?? (volumeProblem.value && { code: volumeProblem.value.code, detail: volumeProblem.value.message });
  return (
    <div class="planes planes--none">
      {refused ? (
        <p role="alert">
          <strong>{words.viewer.unreadable}</strong> {refused.detail}
        </p>
      ) : (
        <p class="planes__wait" role="status">
          {words.viewer.noVolumeMore}
        </p>
      )}
    </div>
  );
}
