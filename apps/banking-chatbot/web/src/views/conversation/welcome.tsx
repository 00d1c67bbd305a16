import { exchanges } from '../../store/conversation.store.js';
import { customer } from '../../store/session.store.js';
import { words } from '../../words/index.js';
import { Rosette } from '../ornament.js';
import { choose } from '../quick-replies.js';

/** How a conversation begins: who answers here, and what it can be asked. */
export function Welcome() {
  return (
    <div class="welcome">
      <Rosette class="welcome__rosette" />
      <h1 id="greeting" tabIndex={-1}>
        {words.chat.welcome(customer.value?.name.split(' ')[0])}
      </h1>
      <p class="welcome__lead">{words.chat.welcomeLead}</p>
      {exchanges.value.length === 0 && (
        <>
          <h2 class="welcome__try">{words.chat.try}</h2>
          <ul class="examples">
            {words.chat.examples.map((example) => (
              <li key={example}>
                <button type="button" class="example" onClick={() => choose(example)}>
                  {example}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
