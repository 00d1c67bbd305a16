/** What stands on a table. */
import type { Motif } from '../motif.js';

export const mug: Motif = (p, [a, b]) => (
  <>
    <path d="M126 88h14a20 20 0 0 1 0 44h-14" fill="none" stroke={p.deep} stroke-width="10" />
    <path d="M62 72h68v72a16 16 0 0 1-16 16H78a16 16 0 0 1-16-16z" fill={p.main} />
    {a < 0.5 ? (
      <path d="M62 104h68v22H62z" fill={p.light} />
    ) : (
      <path d="M62 128h68v16a16 16 0 0 1-16 16H78a16 16 0 0 1-16-16z" fill={p.light} />
    )}
    <ellipse cx="96" cy="72" rx="34" ry="8" fill={p.deep} />
    {b < 0.6 && (
      <path d="M84 56q-8-9 0-18t0-16M104 56q-8-9 0-18t0-16" fill="none" stroke={p.light} stroke-width="5" stroke-linecap="round" />
    )}
  </>
);

export const teapot: Motif = (p, [a]) => (
  <>
    <path d="M136 96q32-2 26 22t-30 20" fill="none" stroke={p.deep} stroke-width="9" />
    <path d="M64 120 34 92q-4-6 4-6l34 16z" fill={p.deep} />
    <ellipse cx="100" cy="118" rx="46" ry="42" fill={p.main} />
    <path d="M66 88q34-26 68 0-34 12-68 0z" fill={p.deep} />
    <circle cx="100" cy="70" r="8" fill={p.spark} />
    {a < 0.5 ? (
      <circle cx="100" cy="124" r="18" fill={p.light} />
    ) : (
      <path d="M58 128q42 22 84 0" fill="none" stroke={p.light} stroke-width="7" />
    )}
  </>
);

export const plate: Motif = (p, [a]) => (
  <>
    <circle cx="100" cy="102" r="66" fill={p.main} />
    <circle cx="100" cy="102" r="58" fill={p.light} />
    <circle cx="100" cy="102" r="40" fill="none" stroke={p.main} stroke-width="3" />
    {Array.from({ length: a < 0.5 ? 12 : 8 }, (_, i, n = a < 0.5 ? 12 : 8) => (
      <circle
        key={i}
        cx={100 + 49 * Math.cos((i * 2 * Math.PI) / n)}
        cy={102 + 49 * Math.sin((i * 2 * Math.PI) / n)}
        r="4"
        fill={i % 2 ? p.spark : p.deep}
      />
    ))}
  </>
);

export const bowl: Motif = (p, [a]) => (
  <>
    <circle cx="78" cy="86" r="22" fill={p.spark} />
    <circle cx="114" cy="82" r="26" fill={p.deep} />
    <circle cx="98" cy="78" r="18" fill={p.light} />
    <path d="M38 92h124q0 46-38 64H76q-38-18-38-64z" fill={p.main} />
    {a < 0.5 && <path d="M46 112h108" stroke={p.light} stroke-width="7" />}
    <path d="M74 156h52v8H74z" fill={p.deep} />
  </>
);

export const jar: Motif = (p, [a, b]) => (
  <>
    <rect x="60" y="70" width="80" height="90" rx="16" fill={p.light} />
    <path d={`M60 ${92 + b * 20}h80v50a16 16 0 0 1-16 16H76a16 16 0 0 1-16-16z`} fill={p.main} />
    <rect x="56" y="48" width="88" height="24" rx="7" fill={p.deep} />
    <rect x="78" y="102" width="44" height="34" rx={a < 0.5 ? 5 : 17} fill={p.light} />
    <path d="M88 119h24" stroke={p.spark} stroke-width="5" stroke-linecap="round" />
  </>
);

export const bottle: Motif = (p, [a]) => (
  <>
    <path d="M88 40h24v34q22 14 22 38v36a12 12 0 0 1-12 12H78a12 12 0 0 1-12-12v-36q0-24 22-38z" fill={p.main} />
    <rect x="84" y="28" width="32" height="16" rx="5" fill={p.spark} />
    <rect x="66" y="108" width="68" height="32" fill={p.light} />
    {a < 0.5 ? <circle cx="100" cy="124" r="9" fill={p.deep} /> : <path d="M82 120h36M88 129h24" stroke={p.deep} stroke-width="4" />}
  </>
);

export const pan: Motif = (p, [a]) => (
  <>
    <path d="M126 108l50-40" stroke={p.spark} stroke-width="13" stroke-linecap="round" />
    <circle cx="88" cy="112" r="54" fill={p.deep} />
    <circle cx="88" cy="112" r="43" fill={p.main} />
    {a < 0.6 && (
      <>
        <path d="M62 112q4-26 28-22t24 24-26 20-26-22z" fill={p.light} />
        <circle cx="88" cy="112" r="10" fill={p.spark} />
      </>
    )}
  </>
);

export const spoon: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? 12 : -12} 100 100)`}>
    <path d="M70 88v74" stroke={p.main} stroke-width="11" stroke-linecap="round" />
    <ellipse cx="70" cy="66" rx="20" ry="28" fill={p.main} />
    <path d="M130 92v70" stroke={p.deep} stroke-width="11" stroke-linecap="round" />
    <path d="M114 38v32q0 22 16 22t16-22V38M130 38v40" fill="none" stroke={p.deep} stroke-width="7" stroke-linecap="round" />
  </g>
);

export const board: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? -10 : 10} 100 100)`}>
    <path
      d="M86 26h28a8 8 0 0 1 8 8v22h8a14 14 0 0 1 14 14v80a14 14 0 0 1-14 14H70a14 14 0 0 1-14-14V70a14 14 0 0 1 14-14h8V34a8 8 0 0 1 8-8z"
      fill={p.main}
    />
    <circle cx="100" cy="42" r="6" fill={p.ground} />
    <path d="M72 76q10 34 0 74M92 70q8 42 0 88M116 70q-8 40 2 86" fill="none" stroke={p.deep} stroke-width="3" opacity=".55" />
  </g>
);

export const cake: Motif = (p, [a]) => (
  <>
    <path d="M92 150h16v14H92zM66 160h68v6H66z" fill={p.deep} />
    <ellipse cx="100" cy="142" rx="66" ry="11" fill={p.light} />
    <path d="M56 96h88v38q-44 12-88 0z" fill={p.spark} />
    <path d="M56 96q44-18 88 0v16q-7 12-14 0-8 14-15 0-8 12-15 0-8 14-15 0-7 12-14 0-8 12-15-2z" fill={p.main} />
    {a < 0.6 ? (
      <circle cx="100" cy="78" r="10" fill={p.deep} />
    ) : (
      <path d="M100 86V58" stroke={p.deep} stroke-width="6" stroke-linecap="round" />
    )}
  </>
);
