import { step as toStep } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import { keptNumbers } from './snapshot.ts';

/** Bytes of states that are kept at most. */
const mostBytes = 32 << 20;
/** Numbers of a state for each parameter, at most: itself and what an optimiser remembers of it. */
const numbersEach = 4;

const none: readonly KeptState[] = [];

/** A step of a branch by its number in the session, below 0 while it is still to be made. */
interface Wanted {
  readonly id: number;
  readonly step: number;
}
interface Known extends Wanted {
  readonly state: Float64Array;
}

/** The states from which the screen is there at once: that of the place, and those in which branches leave, the ones that lead to it first. */
const wantedOf = ({ branches, playhead }: App): readonly Wanted[] => {
  const road = branches.road();
  const shown = [...road, ...branches.list.filter((branch) => !road.includes(branch))].filter(({ hidden }) => !hidden);
  const wanted = [{ id: branches.current, step: playhead.step }, ...shown.map(({ left, step }) => ({ id: left, step }))];
  return wanted.filter((one, index) => one.step > 0 && wanted.findIndex(({ id, step }) => id === one.id && step === one.step) === index);
};

/** Collects those states, as far as there is room for them; asks once for each. */
export class StatesToKeep {
  #all: readonly KeptState[] = none;
  #known: readonly Known[] = [];
  #root: object | undefined;
  #key = '';
  #underWay = false;

  constructor(readonly app: App) {}

  /** Those of the open run, by the numbers that its branches have in a file now: a new branch moves those of others. The same array as long as it is equal. */
  get all(): readonly KeptState[] {
    const { branches, restorer } = this.app;
    if (this.#root !== branches.root) return none;
    const { own } = keptNumbers(this.app);
    const all = this.#known.flatMap(({ id, step, state }) => {
      const branch = own.get(id < 0 ? (restorer.numberOf(-id) ?? id) : id);
      return branch === undefined ? [] : [{ branch, step, state }];
    });
    const before = this.#all;
    const same =
      all.length === before.length && all.every(({ branch, state }, i) => branch === before[i]!.branch && state === before[i]!.state);
    return same ? before : (this.#all = all);
  }

  /** The open run came with these. */
  take(states: readonly KeptState[]): void {
    const known = states.map(({ branch, step, state }) => ({ id: -branch, step, state }));
    [this.#root, this.#key, this.#known] = [this.app.branches.root, '', known];
  }

  /** While the person rests at a place that is shown. */
  async collect(): Promise<void> {
    const { run, branches, playhead, trainer } = this.app;
    const { root } = branches;
    const resting = !playhead.playing && playhead.shown?.trace.step === playhead.step;
    if (this.#underWay || !resting || 8 * numbersEach * run.summary!.parameters > mostBytes) return;
    const wanted = wantedOf(this.app);
    const key = JSON.stringify(wanted);
    if (root === this.#root && key === this.#key) return;
    if (root !== this.#root) this.#known = [];
    this.#underWay = true;
    try {
      const found: Known[] = [];
      let bytes = 0;
      for (const one of wanted) {
        const known = this.#known.find(({ id, step }) => id === one.id && step === one.step);
        const state = known?.state ?? (await trainer.call('state', { branch: one.id, step: toStep(one.step) }));
        bytes += state.byteLength;
        if (bytes > mostBytes) break;
        found.push({ ...one, state });
      }
      if (branches.root !== root) return;
      [this.#root, this.#key, this.#known] = [root, key, found];
    } catch {
      // Without them the place is trained up to: slower, and no other.
    } finally {
      this.#underWay = false;
    }
  }
}
