/** The places of the largest numbers of a dense row. */

/** Places of the `top` largest values (or magnitudes) that are not 0, largest first; equal ones by place. */
export function topOfRow(row: Float32Array, top: number, by: 'value' | 'magnitude'): number[] {
  const key = by === 'value' ? (place: number) => row[place]! : (place: number) => Math.abs(row[place]!);
  const places: number[] = [];
  for (let place = 0; place < row.length; place++) {
    const value = key(place);
    const isFull = places.length === top;
    if (value === 0 || (isFull && !(value > key(places[top - 1]!)))) continue;
    let at = isFull ? top - 1 : places.length;
    for (; at > 0 && key(places[at - 1]!) < value; at--) places[at] = places[at - 1]!;
    places[at] = place;
  }
  return places;
}
