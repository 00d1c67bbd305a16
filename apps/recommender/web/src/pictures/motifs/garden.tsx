/** What grows, and what helps it. */
import type { Motif } from '../motif.js';

export const plant: Motif = (p, [a]) => (
  <>
    <path d="M100 112Q96 70 60 52q-2 44 40 60zM100 112q4-42 42-58 0 46-42 58z" fill={p.deep} />
    <path d={a < 0.5 ? 'M100 112Q80 64 100 26q20 38 0 86z' : 'M100 112V40'} fill={p.main} stroke={p.main} stroke-width="5" />
    <path d="M62 108h76l-10 54H72z" fill={p.spark} />
    <path d="M58 104h84v16H58z" fill={p.light} />
  </>
);

export const wateringCan: Motif = (p, [a]) => (
  <>
    <path d="M120 96q36-22 36 18t-34 30" fill="none" stroke={p.deep} stroke-width="8" />
    <path d="M66 128L34 84l-12 10 40 58z" fill={p.deep} />
    <path d="M14 96l24-20" stroke={p.spark} stroke-width="9" stroke-linecap="round" />
    <path d="M64 86h62l6 76H58z" fill={p.main} />
    <path d="M74 86q20-44 42 0" fill="none" stroke={p.deep} stroke-width="7" />
    {a < 0.5 && <path d="M62 116h66" stroke={p.light} stroke-width="8" />}
  </>
);

export const birdHouse: Motif = (p, [a]) => (
  <>
    <rect x="62" y="84" width="76" height="72" fill={p.main} />
    <path d="M100 36l56 54H44z" fill={p.deep} />
    <circle cx="100" cy="108" r="15" fill={p.light} />
    <circle cx="100" cy="108" r="10" fill={p.deep} />
    <path d="M100 130v12" stroke={p.spark} stroke-width="6" stroke-linecap="round" />
    {a < 0.5 && <path d="M132 76q14-16 26-2-8 12-26 2zm26-2l8-2" fill={p.spark} stroke={p.spark} stroke-width="3" />}
  </>
);

export const seeds: Motif = (p, [a]) => (
  <g transform="rotate(-6 100 100)">
    <rect x="58" y="40" width="84" height="122" rx="4" fill={p.light} />
    <path d="M58 40h84v20H58z" fill={p.deep} />
    <path d="M100 146V104" stroke={p.deep} stroke-width="5" />
    <path d="M100 132q-20 0-22-16 20-2 22 16zm0-8q20 0 22-16-20-2-22 16z" fill={p.deep} />
    <circle cx="100" cy="92" r="18" fill={a < 0.5 ? p.main : p.spark} />
    <circle cx="100" cy="92" r="7" fill={a < 0.5 ? p.spark : p.main} />
  </g>
);

export const wreath: Motif = (p, [a]) => (
  <>
    <circle cx="100" cy="100" r="46" fill="none" stroke={p.deep} stroke-width="7" />
    {Array.from({ length: 14 }, (_, i) => (
      <g key={i} transform={`rotate(${(i * 360) / 14} 100 100)`}>
        <path d="M100 54q-16-8-14-26 18 4 14 26zm0 0q16 0 20 16-16 2-20-16z" fill={i % 2 ? p.main : p.deep} />
        {i % 3 === 0 && <circle cx="100" cy="50" r="6" fill={p.spark} />}
      </g>
    ))}
    {a < 0.6 && (
      <path d="M100 146q-26 16-30-2t30 2q30-20 30-2t-30 2zm0 0l-14 26M100 146l14 26" fill={p.light} stroke={p.light} stroke-width="6" />
    )}
  </>
);

export const basket: Motif = (p, [a]) => (
  <>
    <path d="M60 88q40-90 80 0" fill="none" stroke={p.deep} stroke-width="9" />
    <path d="M42 86h116l-14 74H56z" fill={p.main} />
    <path d="M46 108h108M50 130h100" stroke={p.deep} stroke-width="5" stroke-dasharray="14 7" />
    <path d="M38 80h124v14H38z" fill={a < 0.5 ? p.light : p.deep} />
  </>
);
