import { signal } from '@preact/signals';

/** Whether the person's system asks for dark colours; for drawings that cannot use CSS, such as a canvas. */
export const darkMode = signal(false);

if (typeof matchMedia === 'function') {
  const query = matchMedia('(prefers-color-scheme: dark)');
  darkMode.value = query.matches;
  query.addEventListener('change', () => (darkMode.value = query.matches));
}
