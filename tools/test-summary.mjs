/** Names the tests that failed in each project's last run, and sums all in one last line: `N passed, N failed, N skipped`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const folders = (parent) =>
  readdirSync(parent, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${parent}/${entry.name}`] : []));

const results = [...folders('libs'), ...folders('datasets'), ...folders('tools'), ...folders('apps').flatMap(folders)]
  .map((project) => `${project}/out-tsc/test-results.json`)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

for (const { name, message, assertionResults } of results.flatMap((result) => result.testResults)) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const file = name.replace(`${process.cwd()}/`, '');
  for (const { fullName, failureMessages } of failed)
    console.log(`✗ ${file}: ${fullName}\n    ${failureMessages.join('\n').slice(0, 1500)}`);
  if (message && failed.length === 0) console.log(`✗ ${file}: ${message.slice(0, 1500)}`); // the file itself did not load
}

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests') + sum('numTodoTests')} skipped`);
