/** What goes outside: camp, trail and road. */
import type { Motif } from '../motif.js';

export const tent: Motif = (p, [a]) => (
  <>
    <path d="M100 46l72 116H28z" fill={p.main} />
    <path d="M100 46l72 116h-44z" fill={p.deep} />
    <path d="M100 76l26 86H74z" fill={p.light} />
    <path d="M100 76v86H74z" fill={p.spark} opacity={a < 0.5 ? 1 : 0.6} />
    <path d="M100 46l-8-14M100 46l8-14M28 162l-12 6M172 162l12 6" stroke={p.deep} stroke-width="5" stroke-linecap="round" />
  </>
);

export const sleepingBag: Motif = (p, [a]) => (
  <g transform="rotate(-14 100 104)">
    <rect x="34" y="70" width="132" height="66" rx="33" fill={p.main} />
    <path d="M92 70h41a33 33 0 0 1 0 66H92z" fill={p.deep} />
    <ellipse cx="134" cy="103" rx="20" ry="22" fill={p.light} />
    <path d={a < 0.5 ? 'M50 92h34M50 114h34' : 'M60 72v62M76 70v66'} stroke={p.spark} stroke-width="5" stroke-linecap="round" />
  </g>
);

export const roll: Motif = (p, [a]) => (
  <>
    <rect x="36" y="84" width="112" height="70" rx="12" fill={p.main} />
    <circle cx="146" cy="119" r="35" fill={p.deep} />
    <path d="M146 119m0-24a24 24 0 1 1-24 24 16 16 0 1 1 32 0 8 8 0 1 1-16 0" fill="none" stroke={p.light} stroke-width="5" />
    <path d={a < 0.5 ? 'M60 84v70M92 84v70' : 'M76 84v70'} stroke={p.spark} stroke-width="8" />
  </>
);

export const stove: Motif = (p, [a]) => (
  <>
    <path d="M100 40q22 20 8 40-2-10-10-14-2 10-10 14-10-22 12-40z" fill={p.spark} />
    <path d="M58 86h84M70 86l10 18M130 86l-10 18" stroke={p.deep} stroke-width="8" stroke-linecap="round" />
    <path d="M90 86h20v22H90z" fill={p.deep} />
    <rect x="66" y="106" width="68" height="56" rx="16" fill={p.main} />
    <path d={a < 0.5 ? 'M66 134h68' : 'M66 126h68M66 142h68'} stroke={p.light} stroke-width="8" />
  </>
);

export const canister: Motif = (p, [a]) => (
  <>
    <rect x="88" y="40" width="24" height="22" rx="5" fill={p.deep} />
    <path d="M56 92q0-34 44-34t44 34v54a16 16 0 0 1-16 16H72a16 16 0 0 1-16-16z" fill={p.main} />
    <path d="M56 98h88v38H56z" fill={p.light} />
    <path
      d={a < 0.5 ? 'M100 102q16 16 0 30-16-14 0-30z' : 'M78 112h44M86 124h28'}
      fill={p.spark}
      stroke={p.spark}
      stroke-width="4"
      stroke-linecap="round"
    />
  </>
);

export const headTorch: Motif = (p, [a]) => (
  <>
    <ellipse cx="100" cy="86" rx="58" ry="38" fill="none" stroke={p.main} stroke-width="16" />
    <path d="M78 128L56 168h88l-22-40z" fill={p.spark} opacity=".35" />
    <rect x="70" y="98" width="60" height="38" rx="13" fill={p.deep} />
    <circle cx="100" cy="117" r={a < 0.5 ? 13 : 11} fill={p.light} />
    <circle cx="100" cy="117" r="6" fill={p.spark} />
  </>
);

export const rucksack: Motif = (p, [a]) => (
  <>
    <path d="M82 46a18 18 0 0 1 36 0" fill="none" stroke={p.deep} stroke-width="7" />
    <rect x="40" y="104" width="22" height="44" rx="9" fill={p.deep} />
    <rect x="138" y="104" width="22" height="44" rx="9" fill={p.deep} />
    <path d="M56 84q0-36 44-36t44 36v64a14 14 0 0 1-14 14H70a14 14 0 0 1-14-14z" fill={p.main} />
    <path d="M56 84q0-36 44-36t44 36q-44 20-88 0z" fill={p.deep} />
    <rect x="72" y="112" width="56" height="38" rx="8" fill={a < 0.5 ? p.light : p.deep} />
    <path d="M84 82v24M116 82v24" stroke={p.spark} stroke-width="6" stroke-linecap="round" />
  </>
);

export const helmet: Motif = (p, [a]) => (
  <>
    <path d="M34 122a66 60 0 0 1 132 0l-8 8H44z" fill={p.main} />
    <path
      d="M70 124q-4-44 18-58M130 124q4-44-18-58M100 62v62"
      stroke={a < 0.5 ? p.deep : p.light}
      stroke-width="9"
      stroke-linecap="round"
      fill="none"
    />
    <path d="M34 122h132v12H34z" fill={p.deep} />
    <path d="M62 134l34 28 40-28" fill="none" stroke={p.spark} stroke-width="6" />
  </>
);

export const bikeLight: Motif = (p, [a]) => (
  <>
    <path d="M114 108l62-38v76z" fill={p.spark} opacity=".35" />
    <rect x="44" y="82" width="66" height="52" rx="14" fill={p.main} />
    <path d="M106 78h14v60h-14z" fill={p.light} />
    <rect x="62" y="134" width="22" height="28" rx="4" fill={p.deep} />
    <circle cx="68" cy="108" r="9" fill={a < 0.5 ? p.spark : p.light} />
  </>
);

export const padlock: Motif = (p, [a]) => (
  <>
    <path d="M72 94V70a28 28 0 0 1 56 0v24" fill="none" stroke={p.deep} stroke-width="13" />
    <rect x="54" y="90" width="92" height="72" rx="14" fill={p.main} />
    {a < 0.5 ? (
      <circle cx="100" cy="122" r="12" fill={p.light} />
    ) : (
      <path d="M72 126h56" stroke={p.light} stroke-width="14" stroke-dasharray="10 5" />
    )}
    <path d="M100 124v18" stroke={p.spark} stroke-width="6" stroke-linecap="round" />
  </>
);

export const tube: Motif = (p, [a]) => (
  <>
    <circle cx="100" cy="104" r="50" fill="none" stroke={p.deep} stroke-width="19" />
    <circle cx="100" cy="104" r="50" fill="none" stroke={p.main} stroke-width="6" stroke-dasharray={a < 0.5 ? '16 10' : undefined} />
    <path d="M100 60V82" stroke={p.spark} stroke-width="7" stroke-linecap="round" />
  </>
);

export const pump: Motif = (p, [a]) => (
  <>
    <path d="M64 40h72" stroke={p.spark} stroke-width="12" stroke-linecap="round" />
    <path d="M100 42v40" stroke={p.deep} stroke-width="7" />
    <rect x="84" y="74" width="32" height="80" rx="6" fill={p.main} />
    <path d="M60 160h80" stroke={p.deep} stroke-width="11" stroke-linecap="round" />
    <path d="M116 140q44 4 38-44-2-22 10-32" fill="none" stroke={p.deep} stroke-width="5" />
    {a < 0.6 && <path d="M84 100h32M84 112h32" stroke={p.light} stroke-width="5" />}
  </>
);

export const secateurs: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? 0 : 16} 100 100)`}>
    <path d="M96 98q-28-34-14-66 26 20 24 62zM104 98q20-20 26-54 12 26-10 62z" fill={p.light} />
    <path d="M102 104q-22 20-28 60M98 104q22 20 28 60" fill="none" stroke={p.main} stroke-width="15" stroke-linecap="round" />
    <circle cx="100" cy="98" r="9" fill={p.spark} />
  </g>
);
