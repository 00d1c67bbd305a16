import { Avatar, Button, SearchIcon } from '@casebook/ui';
import { basketCount, basketOpen } from '../store/basket.store.js';
import { customer } from '../store/customer.store.js';
import { go, route } from '../store/route.store.js';
import { choosing } from './customer-dialog.js';

export function Header() {
  return (
    <header class="header">
      <a class="wordmark" href="#/" aria-label="Wren & Barrow, home">
        <Bird />
        <span>
          Wren <span class="wordmark__and">&amp;</span> Barrow
        </span>
      </a>
      <Search />
      <div class="header__actions">
        <CustomerButton />
        <BasketButton />
      </div>
    </header>
  );
}

function Search() {
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="ui-hidden" for="search">
        Search the shop
      </label>
      <SearchIcon />
      <input
        id="search"
        type="search"
        placeholder="Search the shop"
        autocomplete="off"
        maxLength={80}
        value={route.value.search ?? ''}
        onInput={({ currentTarget }) => go({ search: currentTarget.value }, { replace: Boolean(route.peek().search) })}
      />
    </form>
  );
}

function CustomerButton() {
  const { name, isNew } = customer.value;
  return (
    <Button class="who" aria-haspopup="dialog" onClick={() => (choosing.value = true)}>
      <Avatar name={name} />
      <span class="who__name">
        <span class="ui-hidden">Shopping as </span>
        {isNew ? 'New customer' : name}
      </span>
    </Button>
  );
}

function BasketButton() {
  const count = basketCount.value;
  return (
    <Button
      tone="main"
      class="basket-button"
      aria-haspopup="dialog"
      aria-label={`Basket, ${count} ${count === 1 ? 'item' : 'items'}`}
      onClick={() => (basketOpen.value = true)}
    >
      <svg class="ui-icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path
          d="M4 9h16l-1.800 10H5.800zM8 9l3-5.500M16 9l-3-5.500"
          fill="none"
          stroke="currentColor"
          stroke-width="1.800"
          stroke-linejoin="round"
          stroke-linecap="round"
        />
      </svg>
      <span class="basket-button__word">Basket</span>
      {count > 0 && (
        <span class="basket-button__count" key={count}>
          {count}
        </span>
      )}
    </Button>
  );
}

function Bird() {
  return (
    <svg class="wordmark__bird" viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">
      <rect width="32" height="32" rx="10" />
      <path d="M6 19q0-8 8-8h3q0-4 4.500-4t4.500 4l3 1.500-3 1q0 9-9 9h-4q-5 0-7-3.500z" class="wordmark__body" />
      <path d="M13 22.500v4M17 22.500v4" class="wordmark__legs" />
    </svg>
  );
}
