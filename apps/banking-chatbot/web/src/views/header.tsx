import { Avatar, Button } from '@casebook/ui';
import { customer, session, token } from '../store/session.store.js';
import { panelOpen, togglePanel } from '../store/understood.store.js';
import { words } from '../words/index.js';
import { choosing } from './customer-dialog.js';
import { TakenApartIcon } from './icons.js';
import { Flower } from './ornament.js';

export function Header() {
  return (
    <header class="header">
      <Flower />
      <p class="header__name">
        <strong>{words.bank}</strong>
        <span>{words.fictional}</span>
      </p>
      {token.value && (
        <div class="header__actions">
          <Button class="header__panel" id="panel-toggle" aria-expanded={panelOpen.value} onClick={togglePanel}>
            <TakenApartIcon />
            <span>{words.understood.show}</span>
          </Button>
          <Who />
        </div>
      )}
    </header>
  );
}

function Who() {
  const name = customer.value?.name ?? (session.value ? words.who.guest : '…');
  return (
    <Button class="who" aria-haspopup="dialog" onClick={() => (choosing.value = true)}>
      <Avatar name={name} />
      <span class="who__name">
        {customer.value && <span class="ui-hidden">{words.who.signedInAs} </span>}
        {name}
      </span>
    </Button>
  );
}
