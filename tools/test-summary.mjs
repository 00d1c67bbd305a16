/** Sums what each project's last test run wrote and prints one line: `N passed, N failed, N skipped`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const folders = (parent) => readdirSync(parent, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${parent}/${entry.name}`] : []));

const results = [...folders('libs'), ...folders('datasets'), ...folders('tools'), ...folders('apps').flatMap(folders)]
  .map((project) => `${project}/out-tsc/test-results.json`)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests') + sum('numTodoTests')} skipped`);
