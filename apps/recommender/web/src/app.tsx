import { LiveRegion } from '@casebook/ui';
import { BasketDialog } from './views/basket-dialog.js';
import { Browse } from './views/browse.js';
import { Counter } from './views/counter/counter.js';
import { CustomerDialog } from './views/customer-dialog.js';
import { Footer } from './views/footer.js';
import { Header } from './views/header.js';
import { ItemDialog } from './views/item-dialog.js';
import { Outage } from './views/outage.js';
import { Recommended } from './views/recommended.js';

/** The whole shop: one page, with dialogs over it. */
export function App() {
  return (
    <>
      <a class="ui-skip" href="#main" onClick={toMain}>
        Skip to the shop
      </a>
      <Header />
      <div class="page">
        <main id="main" class="main" tabIndex={-1}>
          <Outage />
          <Recommended />
          <Browse />
        </main>
        <Counter />
      </div>
      <Footer />
      <ItemDialog />
      <BasketDialog />
      <CustomerDialog />
      <LiveRegion />
    </>
  );
}

// The part of the address after # is the shop's own, so the link must not change it.
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
