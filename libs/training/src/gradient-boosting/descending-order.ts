/** Sorts the places of a query by falling score, without a comparison function: about ten times faster. */

/** Bits of a double's mantissa that a float32's 32 bits leave free for the place. */
const PLACES = 2 ** 21;

/**
 * A function that gives the places 0 … length−1 of `scores[start …]` by falling score (to float32), equal ones in their old order.
 * The array it returns is used again by the next call.
 * @param longest at most 2²¹ places
 */
export function createDescendingOrder(longest: number): (scores: Float64Array, start: number, length: number) => Int32Array {
  const keys = new Float64Array(longest);
  const order = new Int32Array(longest);
  const asFloat = new Float32Array(1);
  const asBits = new Uint32Array(asFloat.buffer);
  return (scores, start, length) => {
    for (let i = 0; i < length; i++) {
      asFloat[0] = scores[start + i]! + 0; // −0 becomes 0, so that the two stay equal
      const bits = asBits[0]!;
      const ascending = bits >= 0x80000000 ? 0xffffffff - bits : bits + 0x80000000;
      keys[i] = (0xffffffff - ascending) * PLACES + i;
    }
    keys.subarray(0, length).sort();
    for (let i = 0; i < length; i++) order[i] = keys[i]! % PLACES;
    return order;
  };
}
