import { useBackend, modelWeights, floatTensors } from '@casebook/training';
import { readSafetensors } from '@casebook/safetensors';
import { readFile, readdir } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { createDetector } from './network/detector-network.js';
import { DETECTOR } from './network/detector-config.js';
import { cachedPhantoms, readAll } from './data/phantom-cache.js';
import { tfNetworks } from './detect/tf-networks.js';
import { searchScan, scoreScan, EVERYTHING } from './detect/search-scan.js';
import { froc } from './evaluation/froc.js';
await useBackend();
const dir = process.argv[2]!;
const file = process.argv[3] ?? 'model.safetensors';
const cps = (await readdir(dir)).filter((n) => n.startsWith('epoch')).sort();
console.log(cps);
const tensors = floatTensors(readSafetensors(await readFile(`${dir}/${cps.at(-1)}/${file}`)).tensors);
const net = createDetector(DETECTOR);
for (const [name, v] of modelWeights(net.model)) {
  const t = tensors.get(name) ?? tensors.get(`model/${name}`);
  if (!t) {
    console.log('missing', name, [...tensors.keys()].slice(0, 3));
    break;
  }
  v.assign(tf.tensor(t.data, [...t.shape]));
}
const boxes = (await readAll(await cachedPhantoms('.casebook/nodule/phantoms', 'boxes', Number(process.argv[4] ?? 500000), 2))).slice(0, 8);
const nets = tfNetworks(net);
const results = [];
for (const b of boxes) {
  const c = await searchScan(b, nets, EVERYTHING);
  const r = scoreScan(b, c);
  results.push(r);
  console.log(
    b.name,
    'cands',
    c.length,
    'top',
    c
      .slice(0, 4)
      .map(
        (x) =>
          x.probability.toFixed(2) +
          ' d' +
          x.diameterMm.toFixed(0) +
          ' near ' +
          Math.min(...b.nodules.map((n) => Math.hypot(...n.center.map((v, a) => v - x.center[a]!)))).toFixed(1),
      )
      .join(' | '),
    'nodules',
    b.nodules.map((n) => n.diameterMm.toFixed(0) + '@' + n.center.map(Math.round)).join(' '),
    'found',
    r.found.map((p) => p?.toFixed(2)).join(),
  );
}
console.log(froc(results));
