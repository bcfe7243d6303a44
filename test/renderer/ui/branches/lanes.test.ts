import { expect, test } from 'vitest';
import { lanesOf } from '#renderer/ui/branches/lanes.ts';

test('each branch lies under what it left, those that left first nearest to it', () => {
  const branches = [
    { id: 1, left: 0, step: 40 },
    { id: 2, left: 1, step: 90 },
    { id: 3, left: 0, step: 10 },
    { id: 4, left: 1, step: 60 },
    { id: 5, left: 3, step: 70 },
  ];
  expect(lanesOf(branches).map(({ id, depth }) => [id, depth])).toEqual([
    [0, 0],
    [3, 1],
    [5, 2],
    [1, 1],
    [4, 2],
    [2, 2],
  ]);
  expect(lanesOf([])).toEqual([{ id: 0, left: 0, step: 0, depth: 0 }]);
});
