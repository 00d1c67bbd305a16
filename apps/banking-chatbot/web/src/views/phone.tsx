import { useEffect, useState } from 'preact/hooks';
import { arrived, phoneLies } from '../store/device.store.js';
import { customer } from '../store/session.store.js';
import { clockTime, language, words } from '../words/index.js';
import { CodeMessage } from './push.js';
import { Rosette } from './ornament.js';

/** The customer's phone, on which the bank's codes arrive. */
export function Phone() {
  if (!phoneLies.value || !customer.value) return null;
  const [first] = customer.value.name.split(' ');
  return (
    <aside class="desk" aria-labelledby="phone-title">
      <h2 id="phone-title" class="desk__title">
        {words.device.title(first!)} <span class="soft">{words.device.simulated}</span>
      </h2>
      <div class="phone">
        <Rosette class="phone__wall" />
        <Clock />
        {arrived.value ? <CodeMessage message={arrived.value} /> : <p class="phone__idle">{words.device.idle}</p>}
      </div>
    </aside>
  );
}

function Clock() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="phone__clock" aria-hidden="true">
      {clockTime(now)}
      <span>{now.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' })}</span>
    </p>
  );
}
