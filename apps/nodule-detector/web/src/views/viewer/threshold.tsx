import { Button } from '@casebook/ui';
import { chosenThreshold, model, threshold } from '../../store/model.store.js';
import { percent, words } from '../../words.js';

/** The least probability of what is shown. */
export function Threshold() {
  const own = model.value?.threshold;
  const falsePositives = model.value?.falsePositivesPerScan;
  return (
    <>
      <label class="threshold">
        <span>{words.findings.threshold}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={Math.round(threshold.value * 100)}
          aria-valuetext={percent(threshold.value)}
          onInput={(event) => (chosenThreshold.value = event.currentTarget.valueAsNumber / 100)}
        />
        <output>{percent(threshold.value)}</output>
      </label>
      {own !== undefined &&
        (threshold.value !== own ? (
          <Button tone="bare" class="threshold__back" onClick={() => (chosenThreshold.value = undefined)}>
            {words.findings.asModel(percent(own))}
          </Button>
        ) : (
          falsePositives !== undefined && <p class="soft threshold__note">{words.findings.falsePositives(falsePositives)}</p>
        ))}
    </>
  );
}
