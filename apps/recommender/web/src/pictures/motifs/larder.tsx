/** What is eaten and drunk. */
import type { Motif } from '../motif.js';

export const tin: Motif = (p, [a]) => (
  <>
    <rect x="62" y="58" width="76" height="104" rx="10" fill={p.main} />
    <rect x="56" y="46" width="88" height="22" rx="8" fill={p.deep} />
    <rect x="62" y="86" width="76" height="46" fill={p.light} />
    {a < 0.5 ? (
      <path d="M100 124q-22-4-18-28 22 2 18 28zm0 0q22-4 18-28-22 2-18 28z" fill={p.main} />
    ) : (
      <path d="M78 102h44M84 116h32" stroke={p.deep} stroke-width="5" stroke-linecap="round" />
    )}
  </>
);

export const sack: Motif = (p, [a]) => (
  <>
    <path d="M60 60h80l8 92a12 12 0 0 1-12 12H64a12 12 0 0 1-12-12z" fill={p.main} />
    <path d="M60 60l6-22 10 8 12-10 12 10 12-10 12 10 10-8 6 22z" fill={p.deep} />
    <ellipse cx="100" cy="112" rx="28" ry="24" fill={p.light} />
    {a < 0.5 ? (
      <path d="M90 126q-12-16 6-28 4 10-2 16t-4 12zm12 0q16-6 12-28-10 4-10 14z" fill={p.deep} />
    ) : (
      <circle cx="100" cy="112" r="11" fill={p.spark} />
    )}
  </>
);

export const chocolate: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? -9 : 9} 100 100)`}>
    <rect x="64" y="32" width="72" height="70" rx="6" fill={p.deep} />
    <path d="M88 34v64M112 34v64M66 56h68M66 79h68" stroke={p.main} stroke-width="4" />
    <path d="M58 84l12 8 15-8 15 8 15-8 15 8 12-8v74a8 8 0 0 1-8 8H66a8 8 0 0 1-8-8z" fill={p.spark} />
    <rect x="74" y="112" width="52" height="30" rx="4" fill={p.light} />
  </g>
);

export const biscuits: Motif = (p, [a]) => (
  <>
    <circle cx="80" cy="84" r="36" fill={p.spark} />
    <circle cx="122" cy="118" r="42" fill={p.main} />
    <circle cx="122" cy="118" r="31" fill="none" stroke={p.light} stroke-width="5" stroke-dasharray={a < 0.5 ? '5 9' : undefined} />
    <circle cx="70" cy="78" r="5" fill={p.deep} />
    <circle cx="90" cy="72" r="5" fill={p.deep} />
    <circle cx="72" cy="98" r="5" fill={p.deep} />
  </>
);

export const fruit: Motif = (p, [a]) => (
  <>
    <path d="M100 68q4-26 26-32-2 26-26 32z" fill={p.deep} />
    <path d="M100 72q-48-20-48 34 0 44 34 56 14 4 14-2 0 6 14 2 34-12 34-56 0-54-48-34z" fill={a < 0.5 ? p.main : p.spark} />
    <path d="M72 92q-8 12-4 28" fill="none" stroke={p.light} stroke-width="6" stroke-linecap="round" />
  </>
);
