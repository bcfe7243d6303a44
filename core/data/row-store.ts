import { substream } from '#core/math/random.ts';

/** Numbers in a block of about a megabyte. */
const blockLength = 131_072;
/** In [0, 1), as good as random and quick to come by: a function of the row alone, so that a file always keeps the same rows. */
const drawOf = (rowNumber: number): number => substream(0, rowNumber) / 4294967296;

/**
 * Rows of `width` numbers in blocks, each with its number in the file. Never holds more than `most` rows: when full, every row stays
 * with probability 1/2, and so does every later one, and so on; what is kept is a random sample of all rows, in their order.
 */
export interface RowStore {
  readonly rows: () => number;
  /** `values` may be used again afterwards. */
  readonly add: (rowNumber: number, values: Float64Array) => void;
  readonly cell: (row: number, column: number) => number;
  readonly setCell: (row: number, column: number, value: number) => void;
  readonly rowNumber: (row: number) => number;
}

export const createRowStore = (width: number, most: number): RowStore => {
  const stride = width + 1;
  const rowsPerBlock = Math.max(1, Math.floor(blockLength / stride));
  const blocks: Float64Array[] = [];
  let rows = 0;
  let share = 1;

  const block = (row: number): Float64Array => (blocks[Math.floor(row / rowsPerBlock)] ??= new Float64Array(rowsPerBlock * stride));
  const from = (row: number): number => (row % rowsPerBlock) * stride;
  const stays = (rowNumber: number): boolean => share === 1 || drawOf(rowNumber) < share;

  const thin = (): void => {
    share /= 2;
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      const start = from(row);
      const held = block(row);
      if (!stays(held[start]!)) continue;
      const target = block(kept);
      const to = from(kept);
      for (let i = 0; i < stride; i++) target[to + i] = held[start + i]!;
      kept++;
    }
    rows = kept;
  };

  return {
    rows: () => rows,
    add: (rowNumber, values) => {
      if (!stays(rowNumber)) return;
      while (rows >= most) {
        thin();
        if (!stays(rowNumber)) return;
      }
      const held = block(rows);
      const start = from(rows);
      held[start] = rowNumber;
      held.set(values, start + 1);
      rows++;
    },
    cell: (row, column) => block(row)[from(row) + 1 + column]!,
    setCell: (row, column, value) => {
      block(row)[from(row) + 1 + column] = value;
    },
    rowNumber: (row) => block(row)[from(row)]!,
  };
};
