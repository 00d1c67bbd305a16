import type { ComponentChildren, ButtonHTMLAttributes } from 'preact';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  /** `main` for the one thing to do, `quiet` beside it, `bare` for icons and links in text. */
  tone?: 'main' | 'quiet' | 'bare';
  children?: ComponentChildren;
}

/** A button with the house's focus ring and a target of at least 44 px on touch screens. Does not submit a form unless asked. */
export function Button({ tone = 'quiet', type = 'button', class: extra, ...rest }: ButtonProps) {
  return <button {...rest} type={type} class={`ui-button ui-button--${tone}${extra ? ` ${String(extra)}` : ''}`} />;
}
