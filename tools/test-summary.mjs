/** Names the tests that failed in each project's last run or passed only at a second try; one last line sums all: `N passed, N failed, N skipped`. */
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
  for (const { fullName, failureMessages } of assertionResults.filter((test) => test.status === 'passed' && test.failureMessages.length > 0))
    console.log(`~ ${file}: ${fullName} passed at a second try\n    ${failureMessages[0].slice(0, 500)}`);
  if (message && failed.length === 0) console.log(`✗ ${file}: ${message.slice(0, 1500)}`); // the file itself did not load
}

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests') + sum('numTodoTests')} skipped`);
