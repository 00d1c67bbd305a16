/** The bank's flower and its engraved rosette. */
import { rosettePaths } from '../model/guilloche.js';

const PETALS = [0, 72, 144, 216, 288];

/** A larkspur of five petals; decorative. */
export function Flower({ size = 34 }: { size?: number }) {
  return (
    <svg class="flower" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      {PETALS.map((turn) => (
        <path
          key={turn}
          class="flower__petal"
          transform={`rotate(${turn} 16 16.5)`}
          d="M16 16.500C10.500 13 10.500 5.500 16 2.500C21.500 5.500 21.500 13 16 16.500Z"
        />
      ))}
      <circle class="flower__eye" cx="16" cy="16.500" r="3" />
    </svg>
  );
}

const ROSETTE = rosettePaths({ petals: 5, lines: 26, radius: [14, 150], swing: 0.26, twist: 0.9 });
const CROSSED = rosettePaths({ petals: 10, lines: 14, radius: [80, 160], swing: 0.12, twist: -1.2 });

/** The rosette of the bank's papers; decorative. */
export function Rosette({ class: extra = '' }: { class?: string }) {
  return (
    <svg class={`rosette ${extra}`} viewBox="-200 -200 400 400" aria-hidden="true">
      {[...ROSETTE, ...CROSSED].map((path) => (
        <path key={path.slice(0, 24)} d={path} />
      ))}
    </svg>
  );
}
