/** What is played with, and small decorations. */
import type { Motif } from '../motif.js';

export const bear: Motif = (p, [a]) => (
  <>
    <circle cx="68" cy="54" r="15" fill={p.deep} />
    <circle cx="132" cy="54" r="15" fill={p.deep} />
    <ellipse cx="100" cy="136" rx="42" ry="32" fill={p.deep} />
    <circle cx="100" cy="82" r="44" fill={p.main} />
    <ellipse cx="100" cy="98" rx="19" ry="15" fill={p.light} />
    <circle cx="82" cy="76" r="5" fill={p.deep} />
    <circle cx="118" cy="76" r="5" fill={p.deep} />
    <path d="M94 92h12l-6 8z" fill={p.deep} />
    {a < 0.5 && <path d="M100 126l-22-10v20zm0 0l22-10v20z" fill={p.spark} />}
  </>
);

export const blocks: Motif = (p, [a]) => (
  <>
    <rect x="42" y="108" width="54" height="54" rx="6" fill={p.main} />
    <rect x="102" y="108" width="54" height="54" rx="6" fill={p.deep} />
    <rect x="72" y="52" width="54" height="54" rx="6" fill={p.spark} transform={`rotate(${a * 14 - 7} 99 79)`} />
    <circle cx="69" cy="135" r="13" fill={p.light} />
    <path d="M129 120l13 24h-26z" fill={p.light} />
    <path d="M86 79h26M99 66v26" stroke={p.light} stroke-width="7" />
  </>
);

export const train: Motif = (p, [a]) => (
  <>
    <rect x="40" y="92" width="86" height="50" rx="6" fill={p.main} />
    <rect x="112" y="58" width="46" height="84" rx="6" fill={p.deep} />
    <rect x="122" y="70" width="26" height="24" rx="3" fill={p.light} />
    <path d="M54 92l4-32h18l4 32z" fill={p.deep} />
    <circle cx="66" cy="44" r="9" fill={p.light} />
    {a < 0.6 && <circle cx="84" cy="32" r="13" fill={p.light} />}
    <circle cx="64" cy="146" r="16" fill={p.spark} />
    <circle cx="132" cy="146" r="16" fill={p.spark} />
  </>
);

export const kite: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? 14 : -14} 100 100)`}>
    <path d="M100 24l42 52-42 62-42-62z" fill={p.main} />
    <path d="M100 24l42 52h-42zM100 76v62L58 76z" fill={p.deep} />
    <path d="M100 138q-22 14 0 24t-6 18" fill="none" stroke={p.spark} stroke-width="5" />
  </g>
);

export const puzzle: Motif = (p, [a]) => (
  <g transform={`rotate(${a * 20 - 10} 100 104)`}>
    <path d="M48 60h36q-8-22 16-22t16 22h36v38q22-8 22 16t-22 16v34h-36q8-20-16-20t-16 20H48v-36q18 6 18-16t-18-14z" fill={p.main} />
    <path d="M70 84h40" stroke={p.light} stroke-width="8" stroke-linecap="round" />
    <circle cx="124" cy="128" r="8" fill={p.spark} />
  </g>
);

export const heart: Motif = (p, [a]) => (
  <>
    <path d="M100 66V30" stroke={p.deep} stroke-width="5" />
    <circle cx="100" cy="28" r="7" fill="none" stroke={p.deep} stroke-width="5" />
    <path d="M100 160q-66-42-52-84 18-36 52-6 34-30 52 6 14 42-52 84z" fill={p.main} />
    {a < 0.5 ? (
      <path d="M74 92q26 24 52 0M70 112q30 24 60 0" fill="none" stroke={p.light} stroke-width="6" />
    ) : (
      <path
        d="M100 138q-42-28-34-52 12-20 34 2 22-22 34-2 8 24-34 52z"
        fill="none"
        stroke={p.light}
        stroke-width="5"
        stroke-dasharray="4 8"
      />
    )}
  </>
);

export const bunting: Motif = (p, [a]) => (
  <>
    <path d="M20 58q80 54 160 0" fill="none" stroke={p.deep} stroke-width="5" />
    <path d="M34 68l34 16-22 40z" fill={p.main} />
    <path d="M80 88l40 0-20 46z" fill={p.spark} />
    <path d="M132 84l34-16-12 56z" fill={a < 0.5 ? p.light : p.deep} />
  </>
);

export const radio: Motif = (p, [a]) => (
  <>
    <path d="M64 72l50-44" stroke={p.deep} stroke-width="5" stroke-linecap="round" />
    <rect x="38" y="70" width="124" height="84" rx="16" fill={p.main} />
    <circle cx="78" cy="112" r="26" fill={p.light} />
    <circle cx="78" cy="112" r="13" fill="none" stroke={p.deep} stroke-width="5" />
    <rect x="116" y="90" width="34" height="14" rx="4" fill={p.deep} />
    <circle cx={122 + a * 20} cy="126" r="9" fill={p.spark} />
  </>
);

export const bulb: Motif = (p, [a]) => (
  <>
    <path d="M100 34a44 44 0 0 1 26 80q-6 6-6 16H80q0-10-6-16a44 44 0 0 1 26-80z" fill={a < 0.5 ? p.spark : p.light} />
    <path d="M86 96l8-16 6 12 6-12 8 16M100 92v38" fill="none" stroke={p.deep} stroke-width="4" />
    <rect x="80" y="130" width="40" height="28" rx="7" fill={p.deep} />
    <path d="M80 140h40M80 150h40" stroke={p.main} stroke-width="4" />
  </>
);
