/** What is worked with, at the bench, the stove and the desk. */
import type { Motif } from '../motif.js';

export const drill: Motif = (p, [a]) => (
  <>
    <path d="M20 82h34" stroke={p.light} stroke-width="7" />
    <path d="M50 70h20v24H50z" fill={p.spark} />
    <path d="M68 58h76q16 0 16 16v14q0 16-16 16H68z" fill={p.main} />
    <path d="M108 100h36l-8 40h-32z" fill={p.deep} />
    <rect x="92" y="138" width="62" height="24" rx="6" fill={p.main} />
    <path d={a < 0.5 ? 'M86 72h40M86 86h40' : 'M92 79h30'} stroke={p.light} stroke-width="5" stroke-linecap="round" />
  </>
);

export const bits: Motif = (p, [a]) => (
  <>
    {[0, 1, 2, 3].map((i) => (
      <g key={i} transform={`translate(${i * 28} ${i * 8})`}>
        <path d="M58 34l7 12v60H51V46z" fill={i % 2 ? p.light : p.deep} />
        <path d="M51 60l14 10M51 76l14 10M51 92l14 10" stroke={i % 2 ? p.deep : p.light} stroke-width="3" />
      </g>
    ))}
    <rect x="38" y="112" width="124" height="50" rx="9" fill={p.main} />
    <path d="M58 137h84" stroke={a < 0.5 ? p.spark : p.light} stroke-width="8" stroke-linecap="round" />
  </>
);

export const battery: Motif = (p, [a]) => (
  <>
    {[58, 104].map((x, i) => (
      <g key={x}>
        <rect x={x + 10} y="44" width="18" height="12" rx="3" fill={p.deep} />
        <rect x={x} y="54" width="38" height="106" rx="7" fill={i ? p.deep : p.main} />
        <path d={`M${x} 84h38v10H${x}z`} fill={p.spark} />
        <path
          d={a < 0.5 ? `M${x + 11} 124h16M${x + 19} 116v16` : `M${x + 22} 106l-10 18h14l-8 18`}
          fill="none"
          stroke={p.light}
          stroke-width="5"
        />
      </g>
    ))}
  </>
);

export const knife: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? 38 : -38} 100 100)`}>
    <path d="M86 20q34 20 30 90H86z" fill={p.light} />
    <path d="M86 20v90h8V26z" fill={p.main} />
    <rect x="84" y="108" width="34" height="10" rx="3" fill={p.spark} />
    <rect x="86" y="116" width="28" height="60" rx="10" fill={p.deep} />
    <circle cx="100" cy="134" r="3" fill={p.light} />
    <circle cx="100" cy="156" r="3" fill={p.light} />
  </g>
);

export const spatula: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? -20 : 20} 100 100)`}>
    <path d="M100 92v76" stroke={p.spark} stroke-width="12" stroke-linecap="round" />
    <rect x="68" y="26" width="64" height="76" rx="11" fill={p.main} />
    <path d="M86 44v38M100 44v38M114 44v38" stroke={p.ground} stroke-width="6" stroke-linecap="round" />
  </g>
);

export const bakingTin: Motif = (p, [a]) => (
  <>
    <path d="M30 96h140l-16 52a10 10 0 0 1-10 8H56a10 10 0 0 1-10-8z" fill={p.deep} />
    <path d="M46 96q4-34 28-26 10-24 32-8 30-10 46 34z" fill={p.spark} />
    {a < 0.5 && <path d="M78 82l6 8M102 76l4 9M126 84l-5 8" stroke={p.light} stroke-width="5" stroke-linecap="round" />}
    <path d="M24 90h152v12H24z" fill={p.main} />
  </>
);

export const dripper: Motif = (p, [a]) => (
  <>
    <path d="M50 44h100l-32 54H82z" fill={p.light} />
    <path d="M58 58h84l-24 40H82z" fill={a < 0.5 ? p.main : p.spark} />
    <path d="M74 98h52v12H74z" fill={p.deep} />
    <path d="M100 110v14" stroke={p.deep} stroke-width="5" />
    <path d="M66 120h68l-6 36a8 8 0 0 1-8 6H80a8 8 0 0 1-8-6z" fill={p.main} opacity=".9" />
    <path d="M70 140h60l-3 16a8 8 0 0 1-8 6H81a8 8 0 0 1-8-6z" fill={p.deep} />
  </>
);

export const grinder: Motif = (p, [a]) => (
  <>
    <path d="M100 50V36l44-6" fill="none" stroke={p.deep} stroke-width="7" stroke-linejoin="round" />
    <circle cx="148" cy="30" r="9" fill={p.spark} />
    <path d="M60 90q0-38 40-38t40 38z" fill={p.light} />
    <path d="M54 88h92v74H54z" fill={p.main} />
    <rect x="72" y="112" width="56" height="34" rx="4" fill={p.deep} />
    <circle cx="100" cy="129" r="6" fill={a < 0.5 ? p.spark : p.light} />
  </>
);

export const infuser: Motif = (p, [a]) => (
  <>
    <path d="M100 28q24 16 0 36" fill="none" stroke={p.deep} stroke-width="5" />
    <circle cx="100" cy="112" r="46" fill={p.main} />
    <path d="M54 112h92" stroke={p.deep} stroke-width="7" />
    {[76, 100, 124].map((x) => (
      <g key={x}>
        <circle cx={x} cy="90" r="5" fill={p.light} />
        <circle cx={x} cy="134" r="5" fill={a < 0.5 ? p.light : p.spark} />
      </g>
    ))}
  </>
);

export const filters: Motif = (p, [a]) => (
  <>
    {[0, 1, 2].map((i) => (
      <path key={i} d="M40 52h104l-34 92H74z" transform={`translate(${i * 10} ${i * 8})`} fill={[p.deep, p.main, p.light][i]} />
    ))}
    <path d={a < 0.5 ? 'M84 92l34 0' : 'M84 88h52M92 106h36'} stroke={p.spark} stroke-width="6" stroke-linecap="round" />
  </>
);

export const fountainPen: Motif = (p, [a]) => (
  <g transform="rotate(36 100 100)">
    <rect x="86" y="16" width="28" height="86" rx="10" fill={p.main} />
    <path d="M84 96h32v14H84z" fill={p.spark} />
    <path d="M87 110h26l-6 34-7 26-7-26z" fill={p.light} />
    <path d="M100 132v36" stroke={p.deep} stroke-width="3" />
    <circle cx="100" cy="130" r="4" fill={p.deep} />
    {a < 0.5 && <path d="M114 26v50" stroke={p.deep} stroke-width="6" stroke-linecap="round" />}
  </g>
);

export const inkBottle: Motif = (p, [a]) => (
  <>
    <rect x="78" y="46" width="44" height="28" rx="6" fill={p.spark} />
    <path d="M84 72h32l36 40v38a12 12 0 0 1-12 12H60a12 12 0 0 1-12-12v-38z" fill={p.deep} />
    <rect x="68" y="112" width="64" height="34" rx={a < 0.5 ? 4 : 17} fill={p.light} />
    <path d="M84 129q8-10 16 0t16 0" fill="none" stroke={p.main} stroke-width="5" />
  </>
);

export const notes: Motif = (p, [a]) => (
  <>
    <rect x="66" y="66" width="92" height="92" rx="4" fill={p.deep} transform="rotate(8 112 112)" />
    <rect x="54" y="58" width="92" height="92" rx="4" fill={p.spark} transform="rotate(3 100 104)" />
    <path d="M46 48h92v68l-24 26H46z" fill={p.light} />
    <path d="M138 116h-24v26z" fill={p.main} />
    <path d={a < 0.5 ? 'M62 74h58M62 92h42' : 'M62 84l14 14 28-30'} fill="none" stroke={p.main} stroke-width="7" stroke-linecap="round" />
  </>
);

export const calendar: Motif = (p, [a]) => (
  <>
    <rect x="42" y="52" width="116" height="108" rx="10" fill={p.light} />
    <path d="M42 62a10 10 0 0 1 10-10h96a10 10 0 0 1 10 10v20H42z" fill={p.main} />
    <path d="M70 40v24M130 40v24" stroke={p.deep} stroke-width="8" stroke-linecap="round" />
    {[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((i) => (
      <rect
        key={i}
        x={58 + (i % 4) * 23}
        y={94 + Math.floor(i / 4) * 21}
        width="14"
        height="13"
        rx="3"
        fill={i === Math.floor(a * 12) ? p.spark : p.ground}
      />
    ))}
  </>
);

export const crayons: Motif = (p, [a]) => (
  <>
    {[0, 1, 2, 3].map((i) => (
      <g key={i} transform={`translate(${i * 26} ${(i % 2) * 14})`}>
        <path d="M51 62l8-26h6l8 26z" fill={[p.deep, p.spark, p.main, p.light][i]} />
        <rect x="49" y="60" width="26" height="60" fill={[p.deep, p.spark, p.main, p.light][i]} />
      </g>
    ))}
    <path d="M42 104h116v46a12 12 0 0 1-12 12H54a12 12 0 0 1-12-12z" fill={p.main} />
    {a < 0.5 ? <circle cx="100" cy="134" r="14" fill={p.light} /> : <path d="M42 122h116v18H42z" fill={p.light} />}
  </>
);

export const dice: Motif = (p, [a]) => (
  <>
    <path d="M36 74l64-34 64 34-64 34z" fill={p.main} />
    <path d="M36 74l64 34v20l-64-34zM164 74l-64 34v20l64-34z" fill={p.deep} />
    <rect x="104" y="100" width="56" height="56" rx="12" fill={p.light} transform="rotate(8 132 128)" />
    <circle cx="120" cy="114" r="5" fill={p.deep} />
    <circle cx="132" cy="128" r="5" fill={p.deep} />
    <circle cx="144" cy="142" r="5" fill={p.deep} />
    <path d="M56 160q-4-22 10-28-6-16 10-16t10 16q14 6 10 28z" fill={a < 0.5 ? p.spark : p.main} />
  </>
);

export const stone: Motif = (p, [a]) => (
  <>
    <rect x="38" y="126" width="124" height="34" rx="8" fill={p.spark} />
    <rect x="46" y="92" width="108" height="38" rx="7" fill={p.deep} />
    <rect x="46" y="92" width="108" height="18" rx="7" fill={p.main} />
    {a < 0.5 && (
      <path
        d="M66 78q10-14 0-26M100 78q10-14 0-26M134 78q10-14 0-26"
        fill="none"
        stroke={p.light}
        stroke-width="5"
        stroke-linecap="round"
      />
    )}
  </>
);
