import { RESEARCH_USE } from '@casebook/nodule-detector-contract';
import { away } from '../store/live.store.js';
import { words } from '../words.js';

/** Who this is, and on every screen what it is not. */
export function Header() {
  return (
    <header class="header">
      <a class="header__home" href="#/">
        <Emblem />
        <span>{words.title}</span>
      </a>
      <p class="header__research">{RESEARCH_USE}</p>
      {away.value && (
        <p class="header__away" role="status">
          <strong>{words.away}</strong> <span>{words.awayMore}</span>
        </p>
      )}
    </header>
  );
}

/** A slice with a cross-hair on what was found in it. */
function Emblem() {
  return (
    <svg class="emblem" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <ellipse class="emblem__body" cx="16" cy="16" rx="14.500" ry="11.500" />
      <path
        class="emblem__lungs"
        d="M13.500 9.500C9 9 6 12.500 6 17c0 3 1.500 5 3.800 5 2.600 0 3.700-2 3.700-5zM18.500 9.500c4.500-.5 7.500 3 7.500 7.500 0 3-1.500 5-3.800 5-2.600 0-3.700-2-3.700-5z"
      />
      <circle class="emblem__find" cx="21.800" cy="14.500" r="2.400" />
    </svg>
  );
}
