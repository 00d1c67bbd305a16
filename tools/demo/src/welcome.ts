/** What a person is told once a demo runs: what to try first. */
import type { Demo } from './demo.js';
import type { ShopDemo } from './shop/shop-demo.js';

export function shopWelcome({ url, state }: ShopDemo, { simulator }: { simulator: boolean }): string {
  const shoppers =
    state === 'foreign'
      ? 'The shop holds items of your own, so no other shoppers are simulated.'
      : simulator
        ? 'Other shoppers are about.'
        : '';
  return `  Try   put something in the basket, and watch “For you” change
        become a new customer (top right): popular things first, then your own taste
        look behind the counter: events, latency, model version
        ${url}/docs for the API
${shoppers && `\n  ${shoppers}\n`}`;
}

export function bankWelcome({ url }: Demo): string {
  return `  Try   sign in as somebody, and ask what is in the account
        send money: confirm the slip, then type the code from the phone beside the conversation
        change your mind half-way, ask for something no bank does, ask for a person
        open “What was understood”: intent, slots, state, time
        ${url}/docs for the API
`;
}

export function noduleWelcome({ url }: Demo): string {
  return `  Try   open the study, and go from finding to finding (N and P, or the list)
        drop a CT of the chest on the page: files, a folder, a zip
        confirm or reject a finding, move the threshold, take the DICOM SR away
        curl -F file=@series.zip ${url}/v1/uploads
        ${url}/docs for the API

  For research use. Not a medical device.
`;
}
