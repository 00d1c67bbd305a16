/** Prints the stories as Markdown: `npx nx run banking-chatbot:stories`. */
import { readStories } from './read-stories.js';
import type { Story } from './story.js';

const heading = (folder: string): string => folder.charAt(0).toUpperCase() + folder.slice(1).replaceAll('-', ' ');

function page({ title, steps }: Story): string {
  const lines = steps.map((step) => {
    if (step.do === 'customer') {
      const slots = step.slots.map(({ slot, text }) => `${slot} = ${text}`).join(', ');
      const intents = step.intents.map(({ name }) => name).join(' or ');
      return `- **Customer:** ${step.text} _(${intents}${slots ? `: ${slots}` : ''})_`;
    }
    if (step.do === 'reply') {
      const says = [...step.says.map((words) => `“${words}”`), ...step.saysNot.map((words) => `not “${words}”`)].join(', ');
      const buttons = step.buttons.map((button) => `[${button}]`).join(' ');
      return `- **Assistant:** ${step.kind}${says ? `: ${says}` : ''}${buttons ? ` ${buttons}` : ''}`;
    }
    if (step.do === 'as') return `- _${step.who === 'nobody' ? 'nobody is signed in' : `signed in as ${step.who}`}_`;
    if (step.do === 'wait') return `- _${step.minutes} minutes later_`;
    return step.do === 'again' ? '- _the same message arrives once more_' : `- _then: ${step.what}_`;
  });
  return `### ${title}\n\n${lines.join('\n')}\n`;
}

const stories = readStories();
const folders = [...new Set(stories.map(({ name }) => name.split('/')[0]!))];
console.log(`# Stories of the banking assistant\n\n${stories.length} conversations, each run by the tests.\n`);
for (const folder of folders) {
  console.log(`## ${heading(folder)}\n`);
  for (const story of stories.filter(({ name }) => name.startsWith(`${folder}/`))) console.log(page(story));
}
