/** The nodule detector's demo: the case study with one study to look at. */
import { join } from 'node:path';
import { NODULE_DETECTOR } from '../case-study.js';
import { startDemo, type Demo, type DemoOptions } from '../demo.js';
import { workspace } from '../workspace.js';
import { makePhantomStudy, type PhantomOptions } from './phantom-study.js';
import { createStudyClient } from './study-client.js';

export interface NoduleDemoOptions extends DemoOptions {
  /** Which phantom is stored where the service has no study yet; false for none. */
  phantom?: PhantomOptions | false;
}

/** Starts everything, and ends what it has started where a later step fails. */
export async function startNoduleDemo({ phantom = {}, ...options }: NoduleDemoOptions): Promise<Demo> {
  const folder = options.folder ?? join(workspace, '.casebook');
  const demo = await startDemo(NODULE_DETECTOR, {
    ...options,
    env: { STORE_DIR: process.env.STORE_DIR ?? join(folder, STORE), ...options.env },
  });
  try {
    const client = createStudyClient(demo.url);
    if (phantom !== false && (await client.studyCount()) === 0) {
      await options.steps.run('First study stored', async (detail) => {
        const { files, nodules } = makePhantomStudy({ ...phantom, onSlice: (done, total) => detail(`slice ${done} of ${total}`) });
        await client.store(files.map(({ bytes }) => bytes));
        detail(`a phantom of ${files.length} slices with ${nodules.length} nodules`);
      });
    }
    return demo;
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

const STORE = NODULE_DETECTOR.folders![0]!;
