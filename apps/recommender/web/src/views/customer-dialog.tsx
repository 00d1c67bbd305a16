import type { UsersDto } from '@casebook/recommender-contract';
import { announce, Avatar, Button, Dialog, formatAgo, PlusIcon, Skeleton } from '@casebook/ui';
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { knownCustomer, newCustomer, type Customer } from '../model/customer.js';
import { watched } from '../store/connection.js';
import { become, customer } from '../store/customer.store.js';
import { service } from '../store/service.js';

/** Whether the dialog is open. */
export const choosing = signal(false);

function choose(next: Customer): void {
  become(next);
  choosing.value = false;
  announce(next.isNew ? 'You are a new customer.' : `You are shopping as ${next.name}.`);
}

/** Pick a customer the shop knows, or become a new one. */
export function CustomerDialog() {
  return (
    <Dialog open={choosing.value} onClose={() => (choosing.value = false)} labelledBy="choose-title" place="side">
      <div class="choose">
        <h2 id="choose-title">Who is shopping?</h2>
        <p class="soft">Step into the shoes of somebody the shop knows, or start with a clean slate.</p>
        <Button tone="main" class="choose__new" onClick={() => choose(newCustomer())}>
          <PlusIcon /> Become a new customer
        </Button>
        <Known />
      </div>
    </Dialog>
  );
}

function Known() {
  const [users, setUsers] = useState<UsersDto['users']>();
  useEffect(() => {
    let shown = true;
    void watched(service.users(12)).then((answer) => shown && answer && setUsers(answer.data.users));
    return () => void (shown = false);
  }, []);

  if (!users) return <Skeleton class="choose__loading" />;
  if (!users.length) return <p class="soft">Nobody has shopped here yet: you are the first.</p>;
  return (
    <>
      <h3 class="choose__sub">Recent customers</h3>
      <ul class="choose__list">
        {users.map(({ userId, purchases, lastAt }) => {
          const known = knownCustomer(userId);
          const current = customer.value.id === userId;
          return (
            <li key={userId}>
              <button type="button" class="choose__one" aria-pressed={current} onClick={() => choose(known)}>
                <Avatar name={known.name} />
                <span>
                  <strong>{known.name}</strong> <span class="soft">{userId}</span>
                  <br />
                  <span class="soft">
                    {purchases} {purchases === 1 ? 'purchase' : 'purchases'} · {formatAgo(Date.parse(lastAt), Date.now())}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
