import { announce, Button, Dialog, PlusIcon, ProblemBanner, type ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { latest } from '../store/conversation.store.js';
import { startAgain, write } from '../store/connection.store.js';
import { customer, session, signOut } from '../store/session.store.js';
import { words } from '../words/index.js';
import { Customers } from './customers.js';

/** Whether the dialog is open. */
export const choosing = signal(false);

const close = () => (choosing.value = false);

/** Who talks to the bank: sign in, become somebody else, begin again, sign out. */
export function CustomerDialog() {
  return (
    <Dialog open={choosing.value} onClose={close} labelledBy="who-title" place="side">
      <Choices />
    </Dialog>
  );
}

function Choices() {
  const [problem, setProblem] = useState<ProblemError>();
  const known = customer.value;
  const signedIn = () => {
    close();
    announce(`${words.who.signedInAs} ${customer.peek()?.name ?? ''}`);
    // What could not be answered to a guest is taken up again for the customer.
    const asked = latest.peek();
    if (!known && asked?.kind === 'sign_in') write(asked.quickReplies[0]?.text ?? words.chat.goOn);
  };
  return (
    <div class="choose">
      <h2 id="who-title">{known ? known.name : words.who.guest}</h2>
      <p class="soft">
        {session.value?.level === 'confirmed' ? words.who.confirmed : known ? words.who.signedInAs + ' ' + known.name : words.who.anonymous}
      </p>
      <div class="choose__acts">
        <Button
          onClick={() => {
            close();
            startAgain();
          }}
        >
          <PlusIcon /> {words.who.again}
        </Button>
        <Button
          onClick={() => {
            close();
            void signOut();
          }}
        >
          {words.who.signOut}
        </Button>
      </div>
      <h3>{known ? words.who.switch : words.who.signIn}</h3>
      {problem && (
        <ProblemBanner tone="problem" title={words.signIn.failed}>
          {problem.message}
        </ProblemBanner>
      )}
      <Customers onProblem={setProblem} onDone={signedIn} />
    </div>
  );
}
