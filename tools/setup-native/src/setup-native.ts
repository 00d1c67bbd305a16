/** The whole setup, a step at a time; each step that an earlier run finished is left out. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { buildAddon, tryAddon } from './addon.js';
import { describePlan, isDone, type Plan } from './plan.js';
import { checkPrerequisites } from './prerequisites.js';
import { unpackLibraries } from './unpack.js';
import { fetchWheel } from './wheel.js';

/**
 * Makes `plan.packageName` load. Calling again is cheap and harmless; a run that was stopped goes on where it stopped.
 *
 * @param log told each step
 * @throws {CasebookError} with a `SETUP_…` code and the command that helps
 */
export async function setupNative(plan: Plan, log: (line: string) => void): Promise<void> {
  if (isDone(plan)) return log(`${plan.packageName} is set up already: ${plan.addon}`);
  const tools = await checkPrerequisites(plan);
  log(describePlan(plan));
  if (!existsSync(plan.libraries)) {
    const files: string[] = [];
    for (const wheel of plan.wheels) files.push(await fetchWheel(wheel, plan.downloads));
    log('Hashes are as pinned. Unpacking …');
    await unpackLibraries(files, plan.libraries, log);
    for (const file of files) await rm(file);
  }
  log('Building the addon with node-gyp …');
  await buildAddon(plan, tools);
  log(`Done: TensorFlow ${await tryAddon(plan)}. Training takes it by itself.`);
}
