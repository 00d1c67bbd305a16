import type { DeviceMessageDto } from '@casebook/banking-chatbot-contract';
import { Button } from '@casebook/ui';
import { arrived, phoneLies } from '../store/device.store.js';
import { words } from '../words/index.js';
import { draft, toComposer } from './composer.js';
import { Flower } from './ornament.js';

/** On a narrow screen, which is the phone itself: the code as a message that comes in. */
export function Push() {
  if (phoneLies.value || !arrived.value) return null;
  return <CodeMessage message={arrived.value} />;
}

/** What the bank sent to the phone: the code, and the one thing that it confirms. */
export function CodeMessage({ message: { purpose, code } }: { message: DeviceMessageDto }) {
  return (
    <div class="push">
      <p class="push__from">
        <Flower size={18} /> {words.device.from} <span>{words.device.now}</span>
      </p>
      <p class="push__purpose">{purpose}</p>
      <p class="push__code">
        <span class="ui-hidden">{words.device.code(code)}</span>
        <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
      </p>
      <Button
        class="push__use"
        onClick={() => {
          draft.value = code;
          toComposer();
        }}
      >
        {words.device.use}
      </Button>
    </div>
  );
}
