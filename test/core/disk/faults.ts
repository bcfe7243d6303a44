import { operate, type Operate } from '#core/disk/save-whole.ts';

/** What may happen to an operation. `short`: a write that takes a part of its bytes; `killed`: nothing is done from then on. */
export const faults = ['EIO', 'ENOSPC', 'EACCES', 'short', 'killed'] as const;
export type Fault = (typeof faults)[number];

/** Operations on real files, of which the n-th meets a fault; and how many there were. */
export const failing = (n: number, fault: Fault): { readonly does: Operate; readonly count: () => number } => {
  let count = 0;
  const does: Operate = (step) => {
    count++;
    if (fault === 'killed' && count >= n) throw new Error('killed');
    if (count !== n) return operate(step);
    if (fault !== 'short') throw Object.assign(new Error(fault), { code: fault });
    if (step[0] !== 'write') return operate(step);
    const [handle, bytes, offset, length, at] = step[1];
    return operate(['write', [handle, bytes, offset, Math.floor(length / 2), at]]);
  };
  return { does, count: () => count };
};
