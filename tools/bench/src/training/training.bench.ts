/** `npm run bench -- training`: a training step of our networks on every engine here, beside PyTorch, taking turns. */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { BACKENDS } from '@casebook/training';
import { pythonPeer } from '../python-peer.js';
import type { BenchRow } from '../report.js';
import { type Load, loads, memoryLoads, quickLoads } from './loads.js';
import { median, percentile } from './statistics.js';
import { type Answer, StepProcess } from './step-process.js';

const worker = [
  'node',
  '--expose-gc',
  '--conditions=@casebook/source',
  '--import',
  '@oxc-node/core/register',
  'tools/bench/src/training/worker.ts',
];
/** Run in the workspace's root. */
export const workerCommand = (backend: string, load: Load) => [...worker, backend, JSON.stringify(load)];

const peerFolder = 'tools/bench/peers/training';
const PYTORCH = 'PyTorch';

export interface TrainingBenchOptions {
  quick?: boolean;
  peer: boolean;
  /** An interpreter that has the peer's requirements. */
  python?: string;
  /** Told of graphics cards, for the report's machine. */
  onDevice?: (device: string) => void;
}

interface System {
  name: string;
  command: (load: Load) => string[];
  cwd?: string;
}

/** How long and how often; a step that takes longer than `patience` seconds is not waited for. */
interface Effort {
  rounds: number;
  seconds: number;
  warmUp: number;
  patience: number;
  /** Memory is looked at after so many steps. */
  memoryAfter: readonly [number, ...number[]];
}
const whole: Effort = { rounds: 5, seconds: 2, warmUp: 5, patience: 30, memoryAfter: [200, 1_000, 3_000] };
const quickly: Effort = { rounds: 2, seconds: 0.5, warmUp: 2, patience: 10, memoryAfter: [20, 50, 100] };

export async function benchTraining({ quick, peer, python, onDevice }: TrainingBenchOptions): Promise<BenchRow[]> {
  const effort = quick ? quickly : whole;
  const systems = [...BACKENDS.map(ours), ...(peer ? pyTorch(python) : [])];
  const rows: BenchRow[] = [];
  const gone = new Set<string>(); // engines that do not start here: asked once
  for (const load of quick ? quickLoads : loads)
    rows.push(
      ...(await benchLoad(
        load,
        systems.filter(({ name }) => !gone.has(name)),
        effort,
        gone,
        onDevice,
      )),
    );
  const fastest = systems.find(({ name }) => name !== PYTORCH && !gone.has(name));
  for (const load of memoryLoads) if (fastest) rows.push(await memoryRow(load, fastest, effort));
  return rows;
}

const ours = (backend: string): System => ({
  name: `casebook on ${backend}`,
  command: (load) => workerCommand(backend, load),
});

function pyTorch(python: string | undefined): System[] {
  try {
    const interpreter = python ?? pythonPeer(peerFolder, '.casebook/bench/peer-training');
    if (python && !existsSync(python)) throw new Error(`there is no ${python}`);
    return [{ name: PYTORCH, command: (load) => [interpreter, 'main.py', JSON.stringify(load), String(cpus().length)], cwd: peerFolder }];
  } catch (cause) {
    console.log(`Without PyTorch: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`);
    return [];
  }
}

/** All systems are built and warm before the first round; in a round each has its turn, the others idle. */
async function benchLoad(
  load: Load,
  systems: System[],
  effort: Effort,
  gone: Set<string>,
  onDevice?: (device: string) => void,
): Promise<BenchRow[]> {
  console.log(`\n${load.name}`);
  const times = new Map<string, { process: StepProcess; ms: number[]; rss: number }>();
  try {
    for (const system of systems) {
      try {
        const { process, device } = await StepProcess.start(system.command(load), 120, system.cwd);
        if (/gpu/.test(system.name)) onDevice?.(device);
        times.set(system.name, { process, ms: [], rss: 0 });
        const { ms } = await process.run({ steps: 1 }, effort.patience);
        if (ms[0]! * effort.warmUp < effort.patience * 1000) await process.run({ steps: effort.warmUp }, 2 * effort.patience);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        console.log(`  ${system.name}: not measured (${why})`);
        await times.get(system.name)?.process.stop();
        times.delete(system.name);
        if (/BACKEND_UNAVAILABLE|No backend could start|No module named/.test(why)) gone.add(system.name);
      }
    }
    for (let round = 0; round < effort.rounds; round++) {
      for (const measured of times.values()) {
        if (round > 1 && median(measured.ms) > 5_000) continue; // slow enough to be sure after two
        const { ms, rss } = await measured.process.run({ seconds: effort.seconds }, 4 * effort.patience);
        measured.ms.push(...ms);
        measured.rss = Math.max(measured.rss, ...rss);
      }
    }
  } finally {
    for (const { process } of times.values()) await process.stop();
  }
  const peer = times.get(PYTORCH);
  return [...times].map(([system, { ms, rss }]) => {
    const metrics = { step_p50_ms: median(ms), step_p95_ms: percentile(ms, 0.95), steps: ms.length, rss_mb: rss };
    console.log(`  ${system}: ${metrics.step_p50_ms.toPrecision(3)} ms (p95 ${metrics.step_p95_ms.toPrecision(3)}, ${ms.length} steps)`);
    return { system, load: load.name, metrics: { ...metrics, ...(peer && { speed_of_pytorch: median(peer.ms) / median(ms) }) } };
  });
}

/**
 * Does memory grow? Tensors alive, and resident memory once JavaScript's garbage is collected: between collections V8 lets tens of MiB of
 * small objects lie, which says nothing of a leak.
 */
async function memoryRow(load: Load, { name, command, cwd }: System, { memoryAfter }: Effort): Promise<BenchRow> {
  const { process } = await StepProcess.start(command(load), 120, cwd);
  try {
    const answers: Answer[] = [];
    let [done, rss] = [0, 0];
    for (const steps of memoryAfter) {
      const answer = await process.run({ steps: steps - done }, 1_800);
      answers.push(answer);
      rss = Math.max(rss, ...answer.rss);
      done = steps;
    }
    const [first, last] = [answers[0]!, answers.at(-1)!];
    const held = Object.fromEntries(memoryAfter.map((steps, i) => [`mb_after_${steps}`, answers[i]!.held!]));
    const metrics = { steps: done, tensors_grown: last.tensors! - first.tensors!, ...held, rss_mb: rss };
    const list = Object.values(held).map((mib) => mib.toFixed(1));
    console.log(`${load.name}: ${list.join(', ')} MiB after ${memoryAfter.join(', ')} steps, ${metrics.tensors_grown} tensors more`);
    return { system: name, load: `${load.name}: memory`, metrics };
  } finally {
    await process.stop();
  }
}
