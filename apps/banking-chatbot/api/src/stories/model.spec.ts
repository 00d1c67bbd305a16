import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_NAME } from '@casebook/banking-chatbot-contract/understanding';
import { describe, expect, it } from 'vitest';
import { createUnderstanding } from '../understanding/create-understanding.js';
import { readStories } from './read-stories.js';
import { agreement } from './testing/understood-lines.js';

const registry = join(import.meta.dirname, '../../../registry');

/** Skipped until a package has been trained into the registry. */
describe.skipIf(!existsSync(join(registry, PACKAGE_NAME)))('the committed model', () => {
  it('understands most lines of the stories as they are annotated', async () => {
    const understanding = await createUnderstanding({ registry, providers: ['cpu'] });
    try {
      const { lines, intent, whole, missed } = await agreement(
        readStories(),
        async (text) => (await understanding.understand(text)).understanding,
      );
      console.log(`${lines} lines: intent as annotated ${intent}, with all slots ${whole}\n${missed.join('\n')}`);
      expect(intent / lines).toBeGreaterThan(0.7);
    } finally {
      await understanding.close();
    }
  });
});
