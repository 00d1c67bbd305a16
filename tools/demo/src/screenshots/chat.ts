/** The bank's assistant: a transfer that waits for its code, with what was understood beside it; and the slip to confirm on a phone. */
import { BANKING_CHATBOT } from '../case-study.js';
import { startDemo } from '../demo.js';
import { DESKTOP, PHONE } from '../e2e/browser.js';
import { beginAgain, choose, say, signIn } from '../e2e/chat.js';
import { createSteps } from '../steps.js';
import type { Camera } from './camera.js';

/** Wide enough for the conversation between the phone and the panel. */
const WIDE = { viewport: { width: 1360, height: 860 } } as const;

export async function takeChatPictures({ take, folder }: Camera): Promise<void> {
  const demo = await startDemo(BANKING_CHATBOT, { port: 3392, fresh: false, steps: createSteps(process.stdout), folder });
  try {
    await take('assistant.png', { ...DESKTOP, ...WIDE }, async (page) => {
      await signIn(page, demo.url);
      await say(page, TRANSFER);
      await page.locator('.slip').waitFor();
      await choose(page, /^Yes/);
      await page.locator('.push').waitFor();
      await page.getByRole('button', { name: 'How this was understood' }).first().click();
    });
    await take('assistant-phone.png', PHONE, async (page) => {
      await signIn(page, demo.url);
      await beginAgain(page);
      await say(page, TRANSFER);
      await page.locator('.slip').waitFor();
    });
  } finally {
    await demo.stop();
  }
}

const TRANSFER = 'Please send 50 euros to Anna for dinner';
