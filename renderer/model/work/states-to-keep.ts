import { step as toStep } from '#core/contract/units.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import type { KeptState } from '#renderer/model/branches/loans.ts';
import { keptNumbers } from './snapshot.ts';

/** Bytes of states that are kept at most. */
const mostBytes = 32 << 20;
/** Numbers of a state for each parameter, at most: itself and what an optimiser remembers of it. */
const numbersEach = 4;

const none: readonly KeptState[] = [];

interface Wanted extends Omit<KeptState, 'state'> {
  /** By its number in the session. */
  readonly id: number;
}

/** The states from which the screen is there at once: that of the place, and those in which branches leave, the ones that lead to it first. */
const wantedOf = (app: App): readonly Wanted[] => {
  const { branches, playhead } = app;
  const numbers = keptNumbers(app);
  const road = branches.road();
  const ordered = [...road, ...branches.list.filter((branch) => !road.includes(branch))];
  const places = [
    { id: branches.current, step: playhead.step },
    ...ordered.filter(({ id }) => numbers.own.has(id)).map(({ left, step }) => ({ id: left, step })),
  ];
  const wanted = places.map(({ id, step }) => ({ id, branch: numbers.of(id), step })).filter(({ step }) => step > 0);
  return wanted.filter((one, index) => wanted.findIndex(({ branch, step }) => branch === one.branch && step === one.step) === index);
};

/** Collects those states, as far as there is room for them; asks once for each. */
export class StatesToKeep {
  #all: readonly KeptState[] = none;
  /** By the branch of the session that was asked. */
  #known: readonly (KeptState & Wanted)[] = [];
  #root: object | undefined;
  #key = '';
  #underWay = false;

  constructor(readonly app: App) {}

  /** Those of the open run. */
  get all(): readonly KeptState[] {
    return this.#root === this.app.branches.root ? this.#all : none;
  }

  /** The open run came with these. */
  take(states: readonly KeptState[]): void {
    [this.#root, this.#key, this.#known, this.#all] = [this.app.branches.root, '', [], states];
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
      const found: (KeptState & Wanted)[] = [];
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
      this.#all = found.map(({ branch, step, state }) => ({ branch, step, state }));
    } catch {
      // Without them the place is trained up to: slower, and no other.
    } finally {
      this.#underWay = false;
    }
  }
}
