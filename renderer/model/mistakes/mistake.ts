import { faults, type Fault } from '#core/spec/methods.ts';

export type Mistake = Exclude<Fault, 'none'>;
export const mistakes: readonly Mistake[] = faults.filter((fault) => fault !== 'none');
