import type { ComponentChildren } from 'preact';

export interface ChoiceProps<T extends string> {
  /** Unique on the page. */
  name: string;
  legend: string;
  /** Undefined where none of them is. */
  chosen: T | undefined;
  options: readonly { value: T; label: string; icon?: ComponentChildren }[];
  onChoose: (value: T) => void;
}

/** One of a few, side by side: radio buttons in one piece. With an icon, the label is for screen readers and a tooltip. */
export function Choice<T extends string>({ name, legend, chosen, options, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend class="ui-hidden">{legend}</legend>
      {options.map(({ value, label, icon }) => (
        <label key={value} class="choice__one" title={icon ? label : undefined}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
          <span class="choice__face">
            {icon}
            <span class={icon ? 'ui-hidden' : ''}>{label}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
