import { QUESTION_INTENTS } from '@casebook/banking-chatbot-contract';
import { describe, expect, it } from 'vitest';
import { CARD_DELIVERY_DAYS } from '../bank/actions/replace-card.js';
import { CARD_LIMIT } from '../bank/actions/set-card-limit.js';
import { TOP_UP_LIMIT } from '../bank/actions/top-up.js';
import { DISPUTE_DAYS } from '../bank/actions/dispute.js';
import { showMoney } from '../answers/render.js';
import { parsePage, POLICY_PAGES, policyPage } from './policy-pages.js';
import { PolicySearch } from './policy-search.js';

/** What people ask, the intent, and the page that answers; written before the search was. */
const QUESTIONS: [question: string, intent: string, page: string][] = [
  ['do you charge anything for a transfer?', 'ask_fees', 'fees'],
  ['what does the current account cost per month', 'ask_fees', 'fees'],
  ['is taking out cash free', 'ask_fees', 'fees'],
  ['how can I add money from my other bank', 'ask_top_up', 'top-up'],
  ['can I deposit cash', 'ask_top_up', 'top-up'],
  ['when will a transfer to another bank arrive', 'ask_transfer_time', 'transfer-times'],
  ['how long does sending money take', 'ask_transfer_time', 'transfer-times'],
  ['how much can I send in one day', 'ask_limits', 'limits'],
  ['what is the highest daily limit of a card', 'ask_limits', 'limits'],
  ['do you take a margin when I exchange dollars', 'ask_exchange', 'exchange'],
  ['which currencies can I convert', 'ask_exchange', 'exchange'],
  ['how long until a new card comes by post', 'ask_card_delivery', 'card-delivery'],
  ['my card never arrived, what now', 'ask_card_delivery', 'card-delivery'],
  ['does my card work in Japan', 'ask_card_use_abroad', 'card-abroad'],
  ['what does it cost to pay on holiday in another country', 'ask_card_use_abroad', 'card-abroad'],
  ['how do I get my money back for a wrong charge', 'ask_disputes', 'disputes'],
  ['until when can a payment be disputed', 'ask_disputes', 'disputes'],
  ['someone phoned and wanted my code, is that you?', 'ask_security', 'security'],
  ['how do you protect my money', 'ask_security', 'security'],
  ['what interest do savings earn', 'ask_interest', 'interest'],
  ['what does going below zero cost', 'ask_overdraft', 'overdraft'],
  ['can I get an overdraft', 'ask_overdraft', 'overdraft'],
  ['what do I need to open an account', 'ask_open_account', 'open-account'],
  ['how can I close my account', 'ask_close_account', 'close-account'],
  ['when can I talk to somebody, what are your hours', 'ask_opening_hours', 'opening-hours'],
  ['do you have branches', 'ask_opening_hours', 'opening-hours'],
];

describe('search in the policy pages', () => {
  const search = new PolicySearch();

  it.each(QUESTIONS)('%s', async (question, intent, page) => {
    expect((await search.answer(question, intent))?.page).toBe(page);
  });

  it('finds the page by words alone for 4 of 5 questions', async () => {
    const found = await Promise.all(QUESTIONS.map(async ([question, , page]) => (await search.find(question))[0]!.section.page === page));
    expect(found.filter(Boolean).length / QUESTIONS.length).toBeGreaterThanOrEqual(0.8);
  });

  it('uses vectors where there are some: an exact likeness decides between equals', async () => {
    const [first] = POLICY_PAGES;
    const likeFirst = async (text: string) =>
      text.startsWith(first!.title) || text === 'zzz' ? Float32Array.of(1, 0) : Float32Array.of(0, 1);
    const [best] = await new PolicySearch({ embed: likeFirst }).find('zzz');
    expect(best!.section.page).toBe(first!.page);
  });

  it('does with words alone while there are no vectors, and tries again', async () => {
    let fail = true;
    let calls = 0;
    const embed = async () => (calls++, fail ? Promise.reject(new Error('away')) : Float32Array.of(1));
    const search = new PolicySearch({ embed });
    expect((await search.find('fees'))[0]!.section.page).toBe('fees'); // by words
    fail = false;
    const before = calls;
    await search.find('fees');
    expect(calls - before).toBeGreaterThan(POLICY_PAGES.length);
  });
});

describe('policy pages', () => {
  it('answer every kind of question', () => {
    const answered = new Set(POLICY_PAGES.map(({ intents }) => intents[0]));
    expect(QUESTION_INTENTS.filter((intent) => !answered.has(intent))).toEqual([]);
  });

  it('say the limits that the bank keeps', () => {
    const text = (page: string) =>
      policyPage(page)!
        .sections.map((section) => section.text)
        .join(' ');
    const euros = (minor: number) => showMoney('en', { minor, currency: 'EUR' });
    expect(text('top-up')).toContain(euros(TOP_UP_LIMIT));
    expect(text('limits')).toContain(`from ${euros(CARD_LIMIT.min)} to ${euros(CARD_LIMIT.max)}`);
    expect(text('card-delivery')).toContain(`within ${CARD_DELIVERY_DAYS} business days`);
    expect(text('disputes')).toContain(`within ${DISPUTE_DAYS} days`);
  });

  it('that lack their parts are refused by name', () => {
    expect(() => parsePage('rates', '# Rates')).toThrow(/policy page rates/);
  });

  it('are none for a name that is not there', () => expect(policyPage('../../etc/passwd')).toBeUndefined());
});
