/** What is written on, wrapped, carried, worn and washed with. */
import type { Motif } from '../motif.js';

export const notebook: Motif = (p, [a]) => (
  <g transform="rotate(5 100 100)">
    <rect x="56" y="38" width="92" height="124" rx="8" fill={p.main} />
    <rect x="56" y="38" width="18" height="124" rx="8" fill={p.deep} />
    {a < 0.5 ? <rect x="88" y="62" width="44" height="26" rx="4" fill={p.light} /> : <circle cx="111" cy="86" r="20" fill={p.light} />}
    <path d="M132 38v124" stroke={p.spark} stroke-width="6" />
  </g>
);

export const book: Motif = (p, [a]) => (
  <>
    <rect x="44" y="132" width="112" height="28" rx="4" fill={p.deep} />
    <rect x="54" y="106" width="100" height="26" rx="4" fill={p.main} />
    <rect x="48" y="80" width="96" height="26" rx="4" fill={p.spark} />
    <path d="M60 146h40M70 119h52M62 93h30" stroke={p.light} stroke-width="5" stroke-linecap="round" />
    {a < 0.5 && <path d="M62 80l10-40h60l10 40z" fill={p.light} />}
  </>
);

export const card: Motif = (p, [a]) => (
  <g transform="rotate(-7 100 104)">
    <rect x="40" y="62" width="120" height="84" rx="8" fill={p.light} />
    <path d="M40 70l60 46 60-46" fill="none" stroke={p.main} stroke-width="6" />
    {a < 0.5 ? (
      <circle cx="100" cy="116" r="13" fill={p.spark} />
    ) : (
      <path d="M100 130q-22-14-16-26 8-9 16 1 8-10 16-1 6 12-16 26z" fill={p.spark} />
    )}
  </g>
);

export const pencil: Motif = (p, [a]) => (
  <>
    {[-18, 0, 18].map((turn, i) => (
      <g key={turn} transform={`rotate(${turn} 100 168)`}>
        <path d="M92 52l8-22 8 22z" fill={p.light} />
        <path d="M97 38l3-8 3 8z" fill={p.deep} />
        <rect x="92" y="52" width="16" height="70" fill={[p.main, p.spark, p.deep][i]} />
      </g>
    ))}
    <path d="M62 104h76l-6 58H68z" fill={a < 0.5 ? p.light : p.deep} />
    <path d="M66 126h68" stroke={p.main} stroke-width="7" />
  </>
);

export const gift: Motif = (p, [a]) => (
  <>
    <rect x="50" y="84" width="100" height="78" rx="6" fill={p.main} />
    <rect x="42" y="66" width="116" height="26" rx="6" fill={p.deep} />
    <path d="M92 66h16v96H92z" fill={a < 0.5 ? p.light : p.spark} />
    <path
      d="M100 64q-34 4-34-16 6-18 34 16zm0 0q34 4 34-16-6-18-34 16z"
      fill="none"
      stroke={a < 0.5 ? p.light : p.spark}
      stroke-width="8"
    />
  </>
);

export const ribbon: Motif = (p, [a]) => (
  <>
    <circle cx="92" cy="98" r="52" fill={p.main} />
    <circle cx="92" cy="98" r="38" fill={p.light} />
    <circle cx="92" cy="98" r="28" fill={p.deep} />
    <circle cx="92" cy="98" r="9" fill={p.ground} />
    <path d="M92 150h60q14 0 10 12H92z" fill={a < 0.5 ? p.main : p.spark} />
  </>
);

export const towel: Motif = (p, [a]) => (
  <>
    <path d="M34 52h132" stroke={p.deep} stroke-width="8" stroke-linecap="round" />
    <path d="M58 50h84v104H58z" fill={p.light} />
    <path d="M58 50h84v26H58z" fill={p.main} />
    <path d={a < 0.5 ? 'M58 124h84M58 136h84' : 'M58 130h84'} stroke={p.main} stroke-width={a < 0.5 ? 5 : 14} />
    <path d="M60 154v10M72 154v10M84 154v10M96 154v10M108 154v10M120 154v10M132 154v10M140 154v10" stroke={p.spark} stroke-width="3" />
  </>
);

export const soap: Motif = (p, [a]) => (
  <>
    <rect x="46" y="92" width="108" height="60" rx="24" fill={p.main} />
    <rect x="46" y="86" width="108" height="54" rx="24" fill={p.light} />
    <path d="M78 113h44" stroke={p.main} stroke-width="7" stroke-linecap="round" />
    <circle cx="76" cy="62" r={10 + a * 6} fill={p.light} opacity=".85" />
    <circle cx="112" cy="48" r="9" fill={p.spark} opacity=".8" />
    <circle cx="134" cy="68" r="6" fill={p.light} opacity=".85" />
  </>
);

export const tote: Motif = (p, [a]) => (
  <>
    <path d="M74 78V62a26 26 0 0 1 52 0v16" fill="none" stroke={p.deep} stroke-width="8" />
    <path d="M52 76h96l8 86H44z" fill={p.main} />
    {a < 0.5 ? <circle cx="100" cy="118" r="22" fill={p.light} /> : <path d="M49 108h102M47 130h106" stroke={p.light} stroke-width="8" />}
  </>
);

export const socks: Motif = (p, [a]) => (
  <>
    {[0, 40].map((x) => (
      <g key={x} transform={`translate(${x} ${x / 4})`}>
        <path d="M66 38h34v70l-28 34q-12 12-26 0t0-26l20-22z" fill={x ? p.main : p.deep} />
        <path d="M66 38h34v16H66z" fill={p.spark} />
        {a < 0.5 && <path d="M66 66h34M66 80h34" stroke={p.light} stroke-width="5" />}
      </g>
    ))}
  </>
);

export const apron: Motif = (p, [a]) => (
  <>
    <path d="M80 44q20-26 40 0" fill="none" stroke={p.deep} stroke-width="6" />
    <path d="M78 42h44l6 38 24 10v72H48V90l24-10z" fill={p.main} />
    <path d="M48 96H30M152 96h18" stroke={p.deep} stroke-width="6" stroke-linecap="round" />
    <rect x="76" y="112" width="48" height="30" rx="6" fill={a < 0.5 ? p.light : p.spark} />
  </>
);

export const brush: Motif = (p, [a]) => (
  <g transform={`rotate(${a < 0.5 ? 24 : -24} 100 100)`}>
    <path d="M100 30v74" stroke={p.spark} stroke-width="10" stroke-linecap="round" />
    <rect x="66" y="100" width="68" height="20" rx="8" fill={p.deep} />
    <path d="M68 120h64l6 44H62z" fill={p.main} />
    <path d="M80 122v40M100 122v42M120 122v40" stroke={p.light} stroke-width="4" />
  </g>
);
