/** A whole study, from DICOM bytes to its report, beside the same ONNX files in Python; and what the network costs. */
import { openRegistry } from '@casebook/model-packages';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pythonPeer } from '../python-peer.js';
import type { BenchRow } from '../report.js';
import { startService } from '../service-process.js';
import { median } from '../training/statistics.js';
import { StepProcess } from '../training/step-process.js';
import { networkCost } from './network-cost.js';
import { searchOnce, type SearchTimes } from './search.js';
import { readStudy, writePhantom } from './study-folder.js';

const peerFolder = 'tools/bench/peers/nodule';
const registry = resolve(process.env['MODEL_REGISTRY'] ?? 'apps/nodule-detector/registry');

/** Of a search, seconds. */
const LONGEST_S = 600;

/** What the peer says of a search. */
interface PeerAnswer {
  stagesMs: Record<string, number>;
  findings: unknown[];
  peakMiB: number;
}

export interface NoduleBenchOptions {
  /** Folder with one study; a phantom's unless given. */
  data?: string;
  quick?: boolean;
  peer: boolean;
  python?: string;
}

/** Ours and the peer take turns; the first turn of each warms up and counts nowhere. */
export async function benchNodule({ data, quick, peer, python }: NoduleBenchOptions): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
  const { dir } = await openRegistry(registry).resolve('nodule-detector@champion');
  const study = data ? resolve(data) : mkdtempSync(join(folder, 'study-'));
  const service = await startService(
    ['node', '--conditions=@casebook/source', '--import', '@oxc-node/core/register', 'apps/nodule-detector/api/src/main.ts'],
    {
      DATA_DIR: join(folder, 'postgres'),
      STORE_DIR: join(folder, 'store'),
      DATABASE_URL: '',
      KAFKA_BROKERS: '',
      MODEL_REGISTRY: registry,
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
      DIMSE_PORT: '0',
    },
    '/health/ready',
  );
  const python3 = peer ? (python ?? pythonPeer(peerFolder, '.casebook/bench/peer-nodule')) : undefined;
  try {
    if (!data) writePhantom(study);
    const files = readStudy(study);
    const other = python3 ? (await StepProcess.start([python3, join(peerFolder, 'main.py'), study, dir], 60)).process : undefined;
    const [ours, theirs]: [SearchTimes[], PeerAnswer[]] = [[], []];
    for (let turn = 0; turn < (quick ? 2 : 6); turn++) {
      const times = await searchOnce(service, files);
      const answer = await other?.run<PeerAnswer>({}, LONGEST_S);
      console.log(`  turn ${turn}: ${(times.whole / 1000).toFixed(1)} s${answer ? `, peer ${(wholeOf(answer) / 1000).toFixed(1)} s` : ''}`);
      if (turn === 0) continue;
      ours.push(times);
      if (answer) theirs.push(answer);
    }
    await other?.stop();
    const load = `a study of ${files.length} slices`;
    const rows: BenchRow[] = [{ system: 'casebook', load, metrics: ourMetrics(ours) }];
    if (theirs.length > 0) rows.push({ system: 'onnxruntime + pydicom + SimpleITK', load, metrics: peerMetrics(theirs) });
    rows.push({
      system: 'casebook',
      load: 'first network, a tile of 128³ voxels',
      metrics: await networkCost(join(dir, 'detector.onnx'), folder),
    });
    return rows;
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const middle = <T>(items: readonly T[], of: (item: T) => number) => median(items.map(of));
const wholeOf = ({ stagesMs }: PeerAnswer) => Object.values(stagesMs).reduce((sum, ms) => sum + ms, 0);

function ourMetrics(times: readonly SearchTimes[]): Record<string, number> {
  const firsts = times.flatMap(({ firstFinding }) => firstFinding ?? []);
  return {
    whole_ms: middle(times, ({ whole }) => whole),
    intake_ms: middle(times, ({ intake }) => intake),
    ...Object.fromEntries(
      Object.keys(times[0]!.stages).map((stage) => [`${stage}_ms`, middle(times, ({ stages }) => stages[stage as keyof typeof stages])]),
    ),
    ...(firsts.length > 0 && { first_finding_ms: median(firsts) }),
    peak_memory_mib: Math.max(...times.map(({ peakMemory }) => peakMemory)),
    findings: middle(times, ({ findings }) => findings),
  };
}

function peerMetrics(answers: readonly PeerAnswer[]): Record<string, number> {
  return {
    whole_ms: middle(answers, wholeOf),
    ...Object.fromEntries(
      Object.keys(answers[0]!.stagesMs).map((stage) => [`${stage}_ms`, middle(answers, ({ stagesMs }) => stagesMs[stage]!)]),
    ),
    peak_memory_mib: Math.max(...answers.map(({ peakMiB }) => peakMiB)),
    findings: middle(answers, ({ findings }) => findings.length),
  };
}
