/** The parts that may be used for training and choices, out of the public file: the test parts are not kept. */
const PARTS = ['oos_val', 'val', 'train', 'oos_train'];

export function extractTrainAndValidation([content]: string[]): Record<string, unknown> {
  const whole = JSON.parse(content ?? '{}') as Record<string, unknown>;
  return Object.fromEntries(PARTS.map((part) => [part, whole[part]]));
}
