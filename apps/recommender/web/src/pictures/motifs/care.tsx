/** What keeps people, animals and things in good shape. */
import type { Motif } from '../motif.js';

export const dispenser: Motif = (p, [a]) => (
  <>
    <path d="M100 62V40H74q-6 0-6 10" fill="none" stroke={p.deep} stroke-width="9" stroke-linecap="round" />
    <rect x="84" y="58" width="32" height="18" rx="4" fill={p.deep} />
    <path d="M62 96q0-20 38-20t38 20v50a16 16 0 0 1-16 16H78a16 16 0 0 1-16-16z" fill={p.main} />
    <rect x="76" y="104" width="48" height="38" rx={a < 0.5 ? 6 : 19} fill={p.light} />
    <path d="M100 110q12 14 0 24-12-10 0-24z" fill={p.spark} />
  </>
);

export const creamTube: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? 10 : -10} 100 100)`}>
    <path d="M66 34h68l-10 104H76z" fill={p.main} />
    <path d="M64 30h72v12H64z" fill={p.deep} />
    <rect x="78" y="136" width="44" height="26" rx="5" fill={p.light} />
    <path d="M76 70h48M80 84h40" stroke={p.light} stroke-width="6" stroke-linecap="round" />
    <circle cx="100" cy="110" r="10" fill={p.spark} />
  </g>
);

export const laundry: Motif = (p, [a]) => (
  <>
    <path d="M112 62q44 4 36 54-2 10-14 10" fill="none" stroke={p.deep} stroke-width="11" />
    <rect x="66" y="34" width="40" height="24" rx="6" fill={p.spark} />
    <path d="M52 90q0-32 34-32t48 30v60a14 14 0 0 1-14 14H66a14 14 0 0 1-14-14z" fill={p.main} />
    <circle cx="92" cy="118" r="25" fill={p.light} />
    {a < 0.5 ? (
      <path d="M76 120q8-10 16 0t16 0" fill="none" stroke={p.deep} stroke-width="5" />
    ) : (
      <circle cx="92" cy="118" r="9" fill={p.deep} />
    )}
  </>
);

export const hamper: Motif = (p, [a]) => (
  <>
    <path d="M60 66q8-34 34-20 20-22 46 20z" fill={p.light} />
    <path d="M46 62h108l-10 100H56z" fill={p.main} />
    <path d={a < 0.5 ? 'M50 90h100M52 112h96M54 134h92' : 'M74 66l4 96M100 66v96M126 66l-4 96'} stroke={p.deep} stroke-width="5" />
    <path d="M40 58h120v14H40z" fill={p.deep} />
  </>
);

export const bone: Motif = (p, [a]) => (
  <>
    {(a < 0.5 ? [-22, 14] : [-10]).map((turn, i) => (
      <g key={turn} transform={`translate(0 ${i * 46 - (a < 0.5 ? 20 : 0)}) rotate(${turn} 100 104)`}>
        <path
          d="M62 94q-22 2-24-14t18-14q-2-18 14-16t14 22h32q-2-20 14-22t14 16q20-2 18 14t-24 14v16q22-2 24 14t-18 14q2 18-14 16t-14-22H84q2 20-14 22t-14-16q-20 2-18-14t24-14z"
          transform="translate(28 34) scale(.72)"
          fill={i ? p.spark : p.main}
        />
      </g>
    ))}
  </>
);

export const petFood: Motif = (p, [a]) => (
  <>
    <path d="M58 40h84l6 112a10 10 0 0 1-10 10H62a10 10 0 0 1-10-10z" fill={p.main} />
    <path d="M56 40h88v18H56z" fill={p.deep} />
    <circle cx="100" cy="106" r="32" fill={p.light} />
    {a < 0.5 ? (
      <path
        d="M100 122q-20 0-18-12 6-12 18-12t18 12q2 12-18 12zM82 94m-6 0a6 7 0 1 0 12 0 6 7 0 1 0-12 0M106 88m-12 0a6 7 0 1 0 12 0 6 7 0 1 0-12 0M112 94m0 0a6 7 0 1 0 12 0 6 7 0 1 0-12 0"
        fill={p.deep}
      />
    ) : (
      <path d="M78 106q18-22 38 0l10-10v20l-10-10q-20 22-38 0z" fill={p.deep} />
    )}
  </>
);

export const petBed: Motif = (p, [a]) => (
  <>
    <ellipse cx="100" cy="122" rx="70" ry="40" fill={p.main} />
    <ellipse cx="100" cy="110" rx="50" ry="24" fill={p.deep} />
    <ellipse cx="100" cy="114" rx="42" ry="18" fill={p.light} />
    {a < 0.5 && <path d="M84 112q16-14 32 0" fill="none" stroke={p.spark} stroke-width="6" stroke-linecap="round" />}
  </>
);

export const lead: Motif = (p, [a]) => (
  <>
    <path d="M66 60q-30 34 6 56t58-6q28-30 2-52t-62 6q-20 30 10 48" fill="none" stroke={p.main} stroke-width="11" stroke-linecap="round" />
    <path d="M82 112l30 36" stroke={p.deep} stroke-width="9" stroke-linecap="round" />
    <circle cx="118" cy="154" r="11" fill="none" stroke={a < 0.5 ? p.spark : p.deep} stroke-width="7" />
  </>
);

export const scratchPost: Motif = (p, [a]) => (
  <>
    <rect x="44" y="146" width="112" height="16" rx="6" fill={p.deep} />
    <rect x="82" y="56" width="36" height="92" fill={p.main} />
    <path d="M82 70l36-8M82 86l36-8M82 102l36-8M82 118l36-8M82 134l36-8" stroke={p.light} stroke-width="4" />
    <rect x="56" y="42" width="88" height="18" rx="9" fill={p.deep} />
    <path d="M140 58v30" stroke={p.deep} stroke-width="3" />
    <circle cx="140" cy="96" r={a < 0.5 ? 10 : 8} fill={p.spark} />
  </>
);

export const toyMouse: Motif = (p, [a]) => (
  <>
    <path d="M146 130q34 4 26-28t14-36" fill="none" stroke={p.spark} stroke-width="6" stroke-linecap="round" />
    <path d="M24 138q14-62 76-62 52 0 52 62z" fill={p.main} />
    <circle cx="86" cy="80" r="19" fill={p.deep} />
    <circle cx="86" cy="80" r="10" fill={p.light} />
    <circle cx="56" cy="112" r="5" fill={p.deep} />
    {a < 0.5 && <path d="M112 98v40M128 102v36" stroke={p.light} stroke-width="6" />}
  </>
);
