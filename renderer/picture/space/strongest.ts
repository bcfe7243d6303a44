/** The places of the `count` largest magnitudes, in no order; infinities and NaN are the largest of all, so that they are seen. */
export const strongest = (values: Float64Array, count: number): Uint32Array => {
  const most = Math.min(count, values.length);
  const places = Uint32Array.from({ length: most }, (_, i) => i);
  if (most === 0 || most === values.length) return places;
  const size = (place: number): number => {
    const magnitude = Math.abs(values[place]!);
    return magnitude < Infinity ? magnitude : Infinity;
  };
  // A heap with the least of the chosen at its root: most values are turned away by one comparison.
  for (let root = (most >> 1) - 1; root >= 0; root--) sink(places, root, size);
  for (let i = most; i < values.length; i++) {
    if (size(i) <= size(places[0]!)) continue;
    places[0] = i;
    sink(places, 0, size);
  }
  return places;
};

const sink = (heap: Uint32Array, from: number, size: (place: number) => number): void => {
  let at = from;
  for (;;) {
    let least = 2 * at + 1;
    if (least >= heap.length) return;
    if (least + 1 < heap.length && size(heap[least + 1]!) < size(heap[least]!)) least++;
    if (size(heap[at]!) <= size(heap[least]!)) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
};
