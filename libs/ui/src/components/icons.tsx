/** Line icons on a 24-unit square in the text's colour; decorative, so the button around one carries the name. */
import type { ComponentChildren } from 'preact';

export function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="ui-icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
        {children}
      </g>
    </svg>
  );
}

const draw = (d: string) =>
  function PathIcon() {
    return (
      <Icon>
        <path d={d} />
      </Icon>
    );
  };

export const CrossIcon = draw('M6 6l12 12M18 6L6 18');
export const ArrowLeftIcon = draw('M15 5l-7 7 7 7');
export const ArrowRightIcon = draw('M9 5l7 7-7 7');
export const PlusIcon = draw('M12 5v14M5 12h14');
export const MinusIcon = draw('M5 12h14');
export const SearchIcon = draw('M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M20 20l-4.8-4.8');
export const CheckIcon = draw('M5 12.5l4.5 4.5L19 7.5');
export const PulseIcon = draw('M3 12h4l2.5-6.5 5 13L17 12h4');
