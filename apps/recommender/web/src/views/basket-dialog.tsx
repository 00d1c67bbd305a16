import { announce, Button, Dialog, ProblemBanner, ProblemError, useKeptFocus } from '@casebook/ui';
import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { mostOf, type BasketLine } from '../model/basket.js';
import { formatMoney } from '../model/money.js';
import { Picture } from '../pictures/picture.js';
import { checkOut } from '../store/actions.js';
import { basket, basketOpen, basketTotal, hold } from '../store/basket.store.js';
import { Stepper } from './stepper.js';

type Checkout = { state: 'shopping' } | { state: 'sending' } | { state: 'bought'; lines: number } | { state: 'failed'; why: string };
const checkout = signal<Checkout>({ state: 'shopping' });

async function buy(): Promise<void> {
  checkout.value = { state: 'sending' };
  try {
    const lines = await checkOut();
    checkout.value =
      lines === undefined
        ? { state: 'failed', why: 'The shop does not answer. Your basket is kept: try again in a moment.' }
        : { state: 'bought', lines };
    if (lines !== undefined) announce('Thank you. Your order is on its way.');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    checkout.value = { state: 'failed', why: error.message };
  }
}

function close(): void {
  basketOpen.value = false;
  if (checkout.value.state !== 'sending') checkout.value = { state: 'shopping' };
}

/** What is in the basket, and the checkout: buying is one event a line. */
export function BasketDialog() {
  const done = checkout.value.state === 'bought';
  return (
    <Dialog open={basketOpen.value} onClose={close} labelledBy="basket-title" place="side">
      <div class="basket">
        <h2 id="basket-title">{done ? 'Thank you' : 'Your basket'}</h2>
        {done ? <Receipt /> : basket.value.length ? <Lines /> : <Empty />}
      </div>
    </Dialog>
  );
}

/** Where the button that led here has gone, focus goes on with what took its place. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

function Receipt() {
  return (
    <>
      <p class="soft" tabIndex={-1} ref={takeFocus}>
        Bought, and already in your history: look at “Buy again” and at how “For you” has moved on.
      </p>
      <Button tone="main" onClick={close}>
        Keep looking around
      </Button>
    </>
  );
}

function Empty() {
  return (
    <>
      <p class="soft" tabIndex={-1} ref={takeFocus}>
        Nothing in it yet.
      </p>
      <Button onClick={close}>Look around</Button>
    </>
  );
}

function Lines() {
  const state = checkout.value;
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list);
  return (
    <>
      <ul class="basket__lines" ref={list}>
        {basket.value.map((line) => (
          <Line key={line.item.id} line={line} />
        ))}
      </ul>
      {state.state === 'failed' && (
        <ProblemBanner tone="problem" title="Not bought.">
          {state.why}
        </ProblemBanner>
      )}
      <div class="basket__foot">
        <p>
          <span class="soft">Together</span> <strong class="price">{formatMoney(basketTotal.value)}</strong>
        </p>
        <Button tone="main" onClick={() => void buy()} disabled={state.state === 'sending'}>
          {state.state === 'sending' ? 'One moment…' : 'Buy now'}
        </Button>
      </div>
    </>
  );
}

function Line({ line: { item, quantity } }: { line: BasketLine }) {
  return (
    <li class="line-item">
      <div class="line-item__picture">
        <Picture item={item} />
      </div>
      <div class="line-item__text">
        <strong>{item.name}</strong>
        <span class="soft">{formatMoney(item.price)}</span>
      </div>
      <Stepper label={`Pieces of ${item.name}`} value={quantity} least={0} most={mostOf(item)} onChange={(pieces) => hold(item, pieces)} />
    </li>
  );
}
