import { LiveRegion, SkipLink } from '@casebook/ui';
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
      <SkipLink to="main">Skip to the shop</SkipLink>
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
