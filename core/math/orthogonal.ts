/**
 * Makes the rows of `vectors` (count, length), count <= length, orthonormal in place: modified Gram-Schmidt, done twice on each row, after
 * which nothing but rounding is left of the others (Giraud et al., 2005). A row keeps the direction that it has beyond the ones before it,
 * so R's diagonal is positive and random normals give every orthogonal matrix with the same chance (Mezzadri, 2007).
 */
export const orthonormalRows = (vectors: Float64Array, count: number, length: number): void => {
  for (let r = 0; r < count; r++) {
    const at = r * length;
    for (let pass = 0; pass < 2; pass++) {
      for (let q = 0; q < at; q += length) {
        const along = dot(vectors, at, q, length);
        for (let i = 0; i < length; i++) vectors[at + i] = vectors[at + i]! - along * vectors[q + i]!;
      }
    }
    const norm = Math.sqrt(dot(vectors, at, at, length));
    for (let i = at; i < at + length; i++) vectors[i] = vectors[i]! / norm;
  }
};

const dot = (data: Float64Array, a: number, b: number, length: number): number => {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += data[a + i]! * data[b + i]!;
  return sum;
};
