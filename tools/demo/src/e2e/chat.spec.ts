import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BANKING_CHATBOT } from '../case-study.js';
import { startDemo, type Demo } from '../demo.js';
import { startService } from '../service.js';
import { createSteps } from '../steps.js';
import { workspace } from '../workspace.js';
import { chromiumPath, DESKTOP, openBrowser, PHONE } from './browser.js';
import { answered, beginAgain, choose, conversation, field, lastReply, replies, say, signIn } from './chat.js';

const chromium = chromiumPath();
if (!chromium) console.warn('No Chromium here: the chat is not tested in a browser. Install one, or set CHROMIUM to its path.');
const model = existsSync(join(process.env.MODEL_REGISTRY ?? join(workspace, 'apps/banking-chatbot/registry'), 'aliases.json'));
if (!model) console.warn('No model package here: the chat is not tested in a browser. Train one: npx nx train banking-chatbot.');

/** Machines that run specs are busy: nothing is refused for being slow, and a test writes faster than a person. */
const ENV = { OBJECTIVE_MS: '60000', MESSAGES_PER_MINUTE: '10000' };
const ADA = 0;
const BEN = 1;
const CHLOE = 2;

describe.skipIf(!chromium || !model)('the chat, on the whole demo', () => {
  let folder: string;
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let errors: string[];

  const open = async (options: BrowserContextOptions = DESKTOP) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) errors.push(message.text());
    });
  };
  const balance = async () =>
    Number(/€([\d,.]+\d)/.exec(await say(page, 'What is the balance of my current account?'))![1]!.replaceAll(',', ''));
  const said = () => page.locator('.said__text').allInnerTexts();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id || '');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    await chmod(folder, 0o755); // PostgreSQL does not run as root, and must get in
    demo = await startDemo(BANKING_CHATBOT, { port: 3490, fresh: false, steps: createSteps(process.stdout), folder, env: ENV });
    browser = await openBrowser(chromium!);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers a question about cards without signing in, and shows the page that the answer is from', async () => {
    await open();
    await page.goto(demo.url);
    await page.getByText('Larkspur Bank is fictional').waitFor();
    await page.getByRole('button', { name: 'Just ask, without signing in' }).click();
    await conversation(page);
    await say(page, 'What does it cost to use my card abroad?');
    await page.locator('.source').last().click();
    const cited = page.getByRole('dialog').locator('.policy__cited');
    await cited.waitFor();
    const answer = (await lastReply(page)).split('\n')[0]!.slice(0, 40);
    expect((await cited.innerText()).replace(/\s+/g, ' ')).toContain(answer.replace(/\s+/g, ' '));
  });

  it('says nothing about an account to a guest, and goes on where they were once they have signed in', async () => {
    await open();
    await page.goto(demo.url);
    await page.getByRole('button', { name: 'Just ask, without signing in' }).click();
    await conversation(page);
    expect(await say(page, 'How much money do I have?')).not.toMatch(/\d/);
    await page.getByRole('button', { name: 'Sign in to go on' }).click();
    const said = await answered(page, () => page.getByRole('dialog').locator('.customer').nth(CHLOE).click());
    expect(said).toMatch(/€\d/);
  });

  it('moves money after a slip was confirmed and the code from the phone typed, to the cent', async () => {
    await open();
    await signIn(page, demo.url, ADA);
    const before = await balance();
    await say(page, 'Send 50 euros to Anna');
    const slip = page.locator('.slip').last();
    expect(await slip.locator('.slip__amount').innerText()).toBe('€50.00');
    expect(await slip.innerText()).toContain('Anna Bergmann');
    expect(await balance()).toBe(before);
    await choose(page, /^Yes/);
    const code = (await page.locator('.push__code').innerText()).replace(/\D/g, '').slice(-6);
    expect(await page.locator('.push__purpose').innerText()).toMatch(/50\.00.*Anna/);
    await page.getByRole('button', { name: 'Type it in for me' }).click();
    expect(await field(page).inputValue()).toBe(code);
    expect(await answered(page, () => page.keyboard.press('Enter'))).toContain('Anna Bergmann');
    expect(await balance()).toBeCloseTo(before - 50, 2);
    await page.getByText('Codes from the bank appear here.').waitFor();
  });

  it('follows a change of mind half-way, and drops what is cancelled', async () => {
    await open();
    await signIn(page, demo.url, ADA);
    await say(page, 'Send 50 euros to Anna');
    await say(page, 'no, 20 euros');
    expect(await page.locator('.slip__amount').last().innerText()).toBe('€20.00');
    expect(await say(page, 'cancel')).toContain('Nothing was changed');
    expect(await page.locator('.slip').last().getByRole('button').count()).toBe(0);
  });

  it('shows what was understood of a message, and how strange another was', async () => {
    await open();
    await signIn(page, demo.url, ADA);
    await say(page, 'Send 35 euros to Anna');
    await page.getByRole('button', { name: 'How this was understood' }).last().click();
    const panel = page.getByRole('complementary', { name: 'What was understood' });
    expect((await panel.locator('.mark').allInnerTexts()).map((mark) => mark.replace(/\s+/g, ' '))).toContain('35 euros amount');
    expect(await panel.locator('.intent--chosen').innerText()).toMatch(/make transfer[\s\S]*\d%/);
    expect(await panel.locator('.form').innerText()).toContain('€35.00');
    expect(await panel.locator('.stages__list li').count()).toBeGreaterThan(1);
    await say(page, 'cancel');
    await say(page, 'Please write me a poem about the moon');
    await panel.getByText('at or above the threshold').waitFor();
    await panel.getByRole('button', { name: 'Earlier message' }).click();
    await panel.getByText('below the threshold').waitFor();
  });

  it('hands over to a person, and begins again', async () => {
    await open();
    await signIn(page, demo.url, BEN);
    await say(page, 'Please let me talk to a human');
    await page.getByText('A person has this conversation now.').waitFor();
    await page.getByRole('button', { name: 'Start a new conversation' }).click();
    await page.getByText('Try for example').waitFor();
    expect(await said()).toEqual([]);
  });

  it('can be used by keyboard alone', async () => {
    await open();
    await page.goto(demo.url);
    await page.locator('.customer').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('Ada Lindqvist');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'greeting');
    await page.reload();
    await conversation(page);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to your message');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('message');
    const start = await replies(page).count();
    await page.keyboard.type('Send 10 euros to Anna');
    await page.keyboard.press('Enter');
    await replies(page).nth(start).waitFor();
    for (let i = 0; i < 6 && (await focused()) !== 'No'; i++) await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('No');
    await page.keyboard.press('Enter');
    await replies(page)
      .nth(start + 1)
      .waitFor();
    expect(await focused()).toBe('message');
  });

  it('keeps the conversation over a reload, and shows what was written as text', async () => {
    await open();
    await signIn(page, demo.url, BEN);
    await say(page, '<img src=x onerror="document.title=1"> **Hello** & "you"');
    const before = [await said(), await page.locator('.text').allInnerTexts()];
    await page.reload();
    await replies(page)
      .nth(before[0]!.length - 1)
      .waitFor();
    expect([await said(), await page.locator('.text').allInnerTexts()]).toEqual(before);
    expect(before[0]!.at(-1)).toBe('<img src=x onerror="document.title=1"> **Hello** & "you"');
    expect(await page.title()).toBe('Larkspur Bank');
    expect(await page.locator('.log img').count()).toBe(0);
  });

  const screens: [string, BrowserContextOptions][] = [
    ['desktop', DESKTOP],
    ['desktop, dark', { ...DESKTOP, colorScheme: 'dark' }],
    ['phone', PHONE],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
  ];
  it.each(screens)('has no accessibility violation and fits on a %s screen', async (_, options) => {
    const check = async (view: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), view).toBeLessThanOrEqual(0);
    };
    await open(options);
    await page.goto(demo.url);
    await page.locator('.customer').first().waitFor();
    await check('whose call it is');
    await signIn(page, demo.url, CHLOE);
    await beginAgain(page);
    await check('the beginning');
    await say(page, 'What are your fees?');
    await say(page, 'Freeze my card');
    await say(page, 'Unfreeze my card');
    await page.locator('.slip').waitFor();
    await check('the conversation');
    await page.getByRole('button', { name: 'What was understood' }).click();
    await page.locator('.understood .intent').first().waitFor();
    await check('what was understood');
    await page.keyboard.press('Escape');
    await page.locator('.source').first().click();
    await page.locator('.policy h3').first().waitFor();
    await check('a page of the bank');
    await page.keyboard.press('Escape');
    await page.locator('.who').click();
    await page.getByRole('dialog').locator('.customer').first().waitFor();
    await check('the customers');
  });

  it('keeps what is written while the service is away, and sends it once when it is back', async () => {
    await open();
    await signIn(page, demo.url, ADA);
    await say(page, 'Show my cards');
    const before = await said();
    const port = Number(new URL(demo.url).port);
    await demo.service.stop();

    await page.getByText('The bank does not answer right now.').waitFor();
    for (const text of ['What are my payees?', 'What is the balance of my savings account?']) {
      await field(page).fill(text);
      await page.keyboard.press('Enter');
    }
    await page.getByText('Your 2 messages are kept').waitFor();
    const env = { ...ENV, DATA_DIR: join(folder, BANKING_CHATBOT.database) };
    const restarted = await startService(BANKING_CHATBOT.name, { port, env, logFile: join(folder, 'demo', 'again.log') });
    demo = { ...demo, service: restarted, stop: restarted.stop };

    await replies(page)
      .nth(before.length + 1)
      .waitFor({ timeout: 90_000 });
    const after = [...before, 'What are my payees?', 'What is the balance of my savings account?'];
    expect(await said()).toEqual(after);
    expect(await lastReply(page)).toContain('€');
    await page.reload();
    await replies(page)
      .nth(after.length - 1)
      .waitFor();
    expect(await said()).toEqual(after);
    expect(await page.getByText('The bank does not answer right now.').count()).toBe(0);
  });
});
