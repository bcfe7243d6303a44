import type { Transition } from './transition.ts';

/** Multiply-adds of the longest replay while the budget lasts: a few milliseconds of a compiled run on a modest machine. */
export const REPLAY_WORK = 2e7;
/** Multiply-adds that keeping a number costs, and how many times as much the steps between two keyframes take at least. */
const KEEPING_WORK = 30;
const KEEPING_SHARE = 10;
/** Steps between keyframes at most, however cheap a step is. */
const LARGEST_SPACING = 256;

/** Steps from one keyframe to the next while the budget lasts. */
export const spacingOf = ({ initial, work }: Pick<Transition, 'initial' | 'work'>): number => {
  const worthwhile = Math.ceil((KEEPING_SHARE * KEEPING_WORK * initial.length) / work);
  return Math.min(LARGEST_SPACING, Math.max(worthwhile, 1 + Math.floor(REPLAY_WORK / work)));
};

/**
 * States kept at the multiples of a spacing. Thinning gives up every second one, from the beginning on: the gaps of an ever longer
 * beginning are doubled, and when all are, so is the spacing. What is kept is as even as its number allows, and no state moves.
 */
export class Keyframes {
  /** In the order of their steps. */
  readonly #states: Float64Array[] = [];
  #spacing: number;
  /** So many gaps, from the beginning on, are doubled. */
  #doubled = 0;

  constructor(spacing: number) {
    this.#spacing = spacing;
  }

  /** The widest gap. */
  get spacing(): number {
    return this.#doubled > 0 ? 2 * this.#spacing : this.#spacing;
  }

  get count(): number {
    return this.#states.length;
  }

  /** The step whose state is the next one to keep. */
  get due(): number {
    return this.#stepOf(this.count);
  }

  /** Whether the state of this step is the next one to keep. */
  isDue(step: number): boolean {
    return step === this.#stepOf(this.count);
  }

  /** Keeps a copy of the state of the step that is due. */
  keep(state: Float64Array): void {
    this.#states.push(state.slice());
  }

  /** Gives up all but the first one. */
  clear(spacing: number): void {
    this.#states.length = 1;
    this.#spacing = spacing;
    this.#doubled = 0;
  }

  /** The last keyframe at or before `step`. Step 0 is always kept. */
  before(step: number): { readonly step: number; readonly state: Float64Array } {
    const wide = Math.floor(step / (2 * this.#spacing));
    const at = wide < this.#doubled ? wide : Math.floor(step / this.#spacing) - this.#doubled;
    const index = Math.min(at, this.count - 1);
    return { step: this.#stepOf(index), state: this.#states[index]! };
  }

  /** Gives one up; false where there are only two. */
  thin(): boolean {
    if (this.count <= 2) return false;
    if (this.#doubled + 1 >= this.count) {
      this.#spacing *= 2;
      this.#doubled = 0;
    }
    this.#doubled++;
    this.#states.splice(this.#doubled, 1);
    return true;
  }

  #stepOf(index: number): number {
    return this.#spacing * (index + Math.min(index, this.#doubled));
  }
}
