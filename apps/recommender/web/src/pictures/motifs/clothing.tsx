/** What is worn. */
import type { Motif } from '../motif.js';

export const jacket: Motif = (p, [a]) => (
  <>
    <path d="M76 48h48l36 22 8 84h-28l-4-44v52H64v-52l-4 44H32l8-84z" fill={p.main} />
    <path d="M76 48q24 34 48 0l-6-12H82z" fill={p.deep} />
    <path d="M100 64v98" stroke={p.light} stroke-width="5" />
    {a < 0.5 ? (
      <path d="M64 112h36M100 112h36" stroke={p.deep} stroke-width="4" />
    ) : (
      <path d="M64 90h72M64 112h72M64 134h72" stroke={p.deep} stroke-width="3" opacity=".6" />
    )}
    <path d="M112 98h14" stroke={p.spark} stroke-width="6" stroke-linecap="round" />
  </>
);

export const trousers: Motif = (p, [a]) => (
  <>
    <path d="M64 38h72l10 124h-36l-10-78-10 78H54z" fill={p.main} />
    <path d="M63 38h74l1 16H62z" fill={p.deep} />
    {a < 0.5 && <path d="M60 104l18-2M140 104l-18-2" stroke={p.light} stroke-width="5" />}
    <path d="M100 54v22" stroke={p.spark} stroke-width="4" />
  </>
);

export const boots: Motif = (p, [a]) => (
  <>
    <path d="M66 40h46v66q4 14 32 18 14 4 14 22H62q-4-50 4-106z" fill={p.main} />
    <path d="M60 144h100v8a10 10 0 0 1-10 10H66q-6 0-6-8z" fill={p.deep} />
    <path d="M66 40h46v16H65z" fill={p.deep} />
    {a < 0.5 && <path d="M92 74h20M92 88h20M94 102h22" stroke={p.spark} stroke-width="5" stroke-linecap="round" />}
  </>
);

export const beanie: Motif = (p, [a]) => (
  <>
    <circle cx="100" cy="48" r="17" fill={p.light} />
    <path d="M46 128q-4-72 54-72t54 72z" fill={p.main} />
    {a < 0.5 ? (
      <path d="M56 94l11-12 11 12 11-12 11 12 11-12 11 12 11-12 11 12" fill="none" stroke={p.light} stroke-width="6" />
    ) : (
      <path d="M50 98h100" stroke={p.spark} stroke-width="12" />
    )}
    <rect x="40" y="120" width="120" height="38" rx="13" fill={p.deep} />
    <path d="M62 124v30M81 124v30M100 124v30M119 124v30M138 124v30" stroke={p.main} stroke-width="3" />
  </>
);

export const gloves: Motif = (p, [a]) => (
  <>
    {[0, 1].map((side) => (
      <g key={side} transform={side ? 'translate(200 10) scale(-1 1)' : undefined}>
        <path
          d="M40 150V96l-14-18q-4-10 6-12l14 12V50q0-10 9-10t9 10v-6q0-10 9-10t9 10v12q2-8 9-8t9 10v92z"
          fill={side ? p.deep : p.main}
          opacity={side ? 0.9 : 1}
        />
        <path d="M38 142h64v20H38z" fill={a < 0.5 ? p.spark : p.light} />
      </g>
    ))}
  </>
);
