/** From a shop's data to a measured model package; `main.ts` is the command line. */
export { openData } from './data/open-data.js';
export { evaluate, type Evaluation, type EvaluationRequest } from './evaluation/evaluate.js';
export { packageContents, type PackageRequest } from './package/build-package.js';
export { defaultOptions, type SystemOptions } from './system/options.js';
export { silentReporter } from './system/reporter.js';
