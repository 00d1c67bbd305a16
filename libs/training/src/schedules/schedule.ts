/** A learning rate by step, and what schedules are composed with. */

/** The rate for step 0, 1, 2 … */
export type Schedule = (step: number) => number;

export const constant =
  (rate: number): Schedule =>
  () =>
    rate;

/** Linear rise over `steps` steps to the first rate of the schedule that then begins at its own step 0. */
export const withWarmup =
  (steps: number, then: Schedule): Schedule =>
  (step) =>
    step < steps ? (then(0) * (step + 1)) / steps : then(step - steps);

/** One schedule after the other, each from its own step 0; the last one has no end. */
export const sequence =
  (first: Schedule, steps: number, then: Schedule): Schedule =>
  (step) =>
    step < steps ? first(step) : then(step - steps);
