import { Button } from '@casebook/ui';
import { PLANES, type PlaneName } from '../../model/plane.js';
import { clampWindow, PRESETS, presetOf, type PresetName } from '../../model/window.js';
import { WHOLE } from '../../model/view.js';
import { marksShown, onlyPlane, tool, views, wide, windowing, type Tool } from '../../store/viewer.store.js';
import { words } from '../../words.js';
import { ContrastIcon, MoveIcon, PointIcon, RingIcon, WholeIcon } from '../icons.js';
import { Choice } from './choice.js';

const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
const TOOLS: readonly { value: Tool; label: string; icon: preact.JSX.Element }[] = [
  { value: 'point', label: words.viewer.tools.point, icon: <PointIcon /> },
  { value: 'window', label: words.viewer.tools.window, icon: <ContrastIcon /> },
  { value: 'pan', label: words.viewer.tools.pan, icon: <MoveIcon /> },
];

/** What is shown, through which window, and what dragging does. */
export function Toolbar() {
  const planes: readonly { value: PlaneName | 'all'; label: string }[] = [
    ...(wide.value ? [{ value: 'all' as const, label: words.viewer.all }] : []),
    ...PLANES.map((value) => ({ value, label: words.viewer.plane[value] })),
  ];
  return (
    <div class="toolbar">
      <Choice
        name="planes"
        legend={words.viewer.planes}
        chosen={onlyPlane.value ?? (wide.value ? 'all' : 'axial')}
        options={planes}
        onChoose={(value) => (onlyPlane.value = value === 'all' ? undefined : value)}
      />
      <Choice
        name="window"
        legend={words.viewer.window}
        chosen={presetOf(windowing.value)}
        options={PRESET_NAMES.map((value) => ({ value, label: words.viewer.preset[value] }))}
        onChoose={(value) => (windowing.value = PRESETS[value])}
      />
      <WindowFields />
      <Choice name="tool" legend={words.viewer.tool} chosen={tool.value} options={TOOLS} onChoose={(value) => (tool.value = value)} />
      <div class="toolbar__buttons">
        <Button
          tone="bare"
          title={words.viewer.whole}
          aria-label={words.viewer.whole}
          onClick={() => (views.value = { axial: WHOLE, coronal: WHOLE, sagittal: WHOLE })}
        >
          <WholeIcon />
        </Button>
        <Button
          tone="bare"
          title={words.viewer.marks}
          aria-label={words.viewer.marks}
          aria-pressed={marksShown.value}
          onClick={() => (marksShown.value = !marksShown.peek())}
        >
          <RingIcon />
        </Button>
      </div>
    </div>
  );
}

/** A window of one's own, in numbers; dragging with the right button changes the same. */
function WindowFields() {
  const field = (key: 'level' | 'width', label: string, short: string) => (
    <label class="toolbar__field">
      <abbr title={label} aria-hidden="true">
        {short}
      </abbr>
      <input
        type="number"
        aria-label={label}
        value={windowing.value[key]}
        step={10}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isFinite(valueAsNumber)) windowing.value = clampWindow({ ...windowing.peek(), [key]: valueAsNumber });
        }}
      />
    </label>
  );
  return (
    <div class="toolbar__fields">
      {field('level', words.viewer.level, words.viewer.levelShort)}
      {field('width', words.viewer.width, words.viewer.widthShort)}
    </div>
  );
}
