/** Sweeps of Jacobi's method; it converges quadratically. */
const sweeps = 12;

/**
 * By another way than the program's: eigenvalues and eigenvectors of a symmetric (n,n) matrix by Jacobi's rotations; the matrix is overwritten. vectors[i·n + k] is part i of
 * the eigenvector of values[k].
 */
export const symmetricEigen = (matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } => {
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const rotate = (of: Float64Array, i: number, j: number, c: number, s: number): void => {
    const [a, b] = [of[i]!, of[j]!];
    of[i] = c * a - s * b;
    of[j] = s * a + c * b;
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = matrix[p * n + q]!;
        if (off === 0) continue;
        const theta = (matrix[q * n + q]! - matrix[p * n + p]!) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) rotate(matrix, k * n + p, k * n + q, c, s);
        for (let k = 0; k < n; k++) rotate(matrix, p * n + k, q * n + k, c, s);
        for (let k = 0; k < n; k++) rotate(vectors, k * n + p, k * n + q, c, s);
      }
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]!), vectors };
};
