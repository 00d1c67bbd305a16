import type { DemoCustomerDto } from '@casebook/banking-chatbot-contract';
import { ArrowRightIcon, Avatar, ProblemBanner, ProblemError, Skeleton } from '@casebook/ui';
import { useEffect, useState } from 'preact/hooks';
import { service } from '../store/service.js';
import { customer, signIn } from '../store/session.store.js';
import { words } from '../words/index.js';

/** Does what may fail for reasons that a customer can be told. */
export async function attempt(act: () => Promise<void>, onProblem: (problem: ProblemError | undefined) => void): Promise<boolean> {
  try {
    await act();
    onProblem(undefined);
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    onProblem(error);
    return false;
  }
}

/** The customers that the demo lets one be, each with what is special about them. */
export function Customers({ onProblem, onDone }: { onProblem: (problem: ProblemError | undefined) => void; onDone?: () => void }) {
  const [customers, setCustomers] = useState<DemoCustomerDto[]>();
  const [away, setAway] = useState<ProblemError>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let shown = true;
    void attempt(
      async () => {
        const { data } = await service.customers();
        if (shown) setCustomers(data.customers);
      },
      (problem) => shown && setAway(problem),
    );
    return () => void (shown = false);
  }, [asked]);

  if (away) {
    return (
      <ProblemBanner tone="problem" title={words.signIn.nobody} onRetry={() => setAsked((times) => times + 1)}>
        {away.message}
      </ProblemBanner>
    );
  }
  if (!customers) return <Skeleton class="customers__loading" />;
  return (
    <ul class="customers">
      {customers.map((one) => (
        <li key={one.customerId}>
          <button
            type="button"
            class="customer"
            aria-current={customer.value?.customerId === one.customerId ? 'true' : undefined}
            onClick={() => void attempt(() => signIn(one), onProblem).then((done) => done && onDone?.())}
          >
            <Avatar name={one.name} />
            <span class="customer__text">
              <strong>{one.name}</strong>
              <span class="soft">{one.about}</span>
            </span>
            <span class="customer__pin">{words.signIn.pin(one.pin)}</span>
            <ArrowRightIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}
