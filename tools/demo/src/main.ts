/**
 * `npm start`: the recommender with its page, a filled shop and other shoppers; or another case study by its name.
 *
 *   npm start -- --port 4000 --fresh --no-simulator
 *   npm start -- banking-chatbot
 *   npm start -- nodule-detector
 */
import { nodeProblem } from './node-version.js';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
// Only now, since what it loads needs a Node that is new enough.
await (await import('./cli.js')).run();
