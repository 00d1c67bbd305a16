/** What makes a room. */
import type { Motif } from '../motif.js';

export const candle: Motif = (p, [a]) => (
  <>
    <path d="M100 30q18 22 0 36-18-14 0-36z" fill={p.spark} />
    <path d="M100 62v18" stroke={p.deep} stroke-width="4" />
    <rect x={a < 0.5 ? 70 : 80} y="78" width={a < 0.5 ? 60 : 40} height="82" rx="8" fill={p.light} />
    <rect x={a < 0.5 ? 70 : 80} y="104" width={a < 0.5 ? 60 : 40} height="30" fill={p.main} />
    <ellipse cx="100" cy="160" rx="48" ry="7" fill={p.deep} />
  </>
);

export const lantern: Motif = (p, [a]) => (
  <>
    <path d="M82 48a18 18 0 1 1 36 0" fill="none" stroke={p.deep} stroke-width="6" />
    <path d="M100 44l34 26H66z" fill={p.deep} />
    <rect x="70" y="70" width="60" height="82" fill={p.light} />
    <path d="M100 92q16 20 0 34-16-14 0-34z" fill={p.spark} />
    <rect x="88" y="124" width="24" height="28" fill={p.main} />
    <path d={a < 0.5 ? 'M70 70v82M130 70v82M100 70v14' : 'M70 70v82M130 70v82M70 111h14M116 111h14'} stroke={p.deep} stroke-width="6" />
    <rect x="62" y="150" width="76" height="12" rx="3" fill={p.deep} />
  </>
);

export const lamp: Motif = (p, [a]) => (
  <>
    <path d={a < 0.5 ? 'M72 40h56l22 56H50z' : 'M56 92a44 44 0 0 1 88 0z'} fill={p.main} />
    <path d="M62 100h76l18 58H44z" fill={p.spark} opacity=".22" />
    <path d="M100 96v58" stroke={p.deep} stroke-width="8" />
    <ellipse cx="100" cy="158" rx="34" ry="8" fill={p.deep} />
    <path d="M124 98v22" stroke={p.spark} stroke-width="3" />
    <circle cx="124" cy="122" r="4" fill={p.spark} />
  </>
);

export const cushion: Motif = (p, [a]) => (
  <g transform="rotate(-6 100 104)">
    <path d="M44 54q56 12 112 0-10 50 0 102-56-12-112 0 10-52 0-102z" fill={p.main} />
    {a < 0.34 && <path d="M72 60v92M100 62v88M128 60v92" stroke={p.light} stroke-width="8" />}
    {a >= 0.34 && a < 0.67 && <path d="M100 128q-30-20-22-34 10-14 22 0 12-14 22 0 8 14-22 34z" fill={p.light} />}
    {a >= 0.67 && <path d="M100 72l32 33-32 33-32-33z" fill="none" stroke={p.light} stroke-width="7" />}
  </g>
);

export const blanket: Motif = (p, [a]) => (
  <>
    <rect x="44" y="122" width="112" height="36" rx="16" fill={p.deep} />
    <rect x="48" y="92" width="104" height="34" rx="16" fill={p.main} />
    <rect x="52" y="62" width="96" height="34" rx="16" fill={p.light} />
    {a < 0.5 ? (
      <path d="M72 62v34M92 62v34M112 62v34" stroke={p.spark} stroke-width="5" />
    ) : (
      <path d="M56 80h88" stroke={p.spark} stroke-width="6" />
    )}
    <path d="M62 140h78M64 109h74" stroke={p.ground} stroke-width="3" opacity=".5" />
  </>
);

export const clock: Motif = (p, [a, b]) => (
  <>
    {a < 0.5 && <path d="M62 56l-14-14M138 56l14-14M72 152l-10 14M128 152l10 14" stroke={p.deep} stroke-width="9" stroke-linecap="round" />}
    <circle cx="100" cy="104" r="56" fill={p.main} />
    <circle cx="100" cy="104" r="44" fill={p.light} />
    <g transform={`rotate(${Math.round(b * 12) * 30} 100 104)`}>
      <path d="M100 104V76" stroke={p.deep} stroke-width="6" stroke-linecap="round" />
    </g>
    <path d="M100 104l24 12" stroke={p.spark} stroke-width="5" stroke-linecap="round" />
    <circle cx="100" cy="104" r="5" fill={p.deep} />
  </>
);

export const frame: Motif = (p, [a]) => (
  <>
    <rect x="48" y="36" width="104" height="126" rx="4" fill={p.deep} />
    <rect x="60" y="48" width="80" height="102" fill={p.light} />
    <circle cx={a < 0.5 ? 84 : 116} cy="80" r="13" fill={p.spark} />
    <path d="M60 130l28-34 22 24 14-14 16 20v24H60z" fill={p.main} />
  </>
);

export const vase: Motif = (p, [a, b]) => (
  <>
    <path d="M100 100Q92 60 74 40M100 100q2-40 0-66M100 100q8-36 28-54" fill="none" stroke={p.deep} stroke-width="4" />
    <circle cx="74" cy="40" r="12" fill={p.spark} />
    <circle cx="100" cy="34" r="14" fill={a < 0.5 ? p.light : p.spark} />
    <circle cx="128" cy="46" r="12" fill={p.light} />
    <path d={b < 0.5 ? 'M82 88h36q-4 18 14 34 12 30-14 40H82q-26-10-14-40 18-16 14-34z' : 'M76 88h48l-8 74H84z'} fill={p.main} />
    <path d="M74 132h52" stroke={p.light} stroke-width="5" />
  </>
);

export const rug: Motif = (p, [a]) => (
  <g transform="rotate(-8 100 100)">
    <path
      d="M52 46v112M64 46v112M76 46v112M88 46v112M100 46v112M112 46v112M124 46v112M136 46v112M148 46v112"
      stroke={p.deep}
      stroke-width="3"
    />
    <rect x="46" y="54" width="108" height="96" fill={p.main} />
    <path d="M46 72h108M46 132h108" stroke={p.light} stroke-width="6" />
    <path
      d={a < 0.5 ? 'M60 102l13-16 13 16-13 16zm27 0l13-16 13 16-13 16zm27 0l13-16 13 16-13 16z' : 'M100 80l30 22-30 22-30-22z'}
      fill={p.spark}
    />
  </g>
);

export const stool: Motif = (p, [a]) => (
  <>
    <path d="M70 86l-14 76M130 86l14 76M66 130h68" stroke={p.deep} stroke-width="9" stroke-linecap="round" />
    <rect x="48" y="70" width="104" height="22" rx="11" fill={p.main} />
    {a < 0.5 && <path d="M60 70q40-26 80 0z" fill={p.spark} />}
  </>
);
