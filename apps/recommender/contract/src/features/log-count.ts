/** Logarithms of counts, which the features take by the hundred for each request. */

const LOGS = Float64Array.from({ length: 4096 }, (_, count) => Math.log1p(count));

/** log(1 + count), read from a table where the count is a whole number below 4,096. */
export const logCount = (count: number): number => {
  const whole = count | 0;
  return whole === count && whole >= 0 && whole < 4096 ? LOGS[whole]! : Math.log1p(count);
};
