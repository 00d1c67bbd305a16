import { words } from '../../words.js';

/** What keys, mouse and fingers do on the pictures. */
export function Help() {
  return (
    <section class="help">
      <details>
        <summary>{words.help.title}</summary>
        <dl>
          {words.help.lines.map(([what, does]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
