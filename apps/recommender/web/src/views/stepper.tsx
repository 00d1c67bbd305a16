import { Button, MinusIcon, PlusIcon } from '@casebook/ui';

export interface StepperProps {
  /** What is counted: "Pieces of Oak tray". */
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
  disabled?: boolean;
}

/** A small whole number with a button to either side. */
export function Stepper({ label, value, least, most, onChange, disabled = false }: StepperProps) {
  return (
    <div class="stepper" role="group" aria-label={label}>
      <Button tone="bare" aria-label="One less" disabled={disabled || value <= least} onClick={() => onChange(value - 1)}>
        <MinusIcon />
      </Button>
      <output aria-live="polite">{value}</output>
      <Button tone="bare" aria-label="One more" disabled={disabled || value >= most} onClick={() => onChange(value + 1)}>
        <PlusIcon />
      </Button>
    </div>
  );
}
