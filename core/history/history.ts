import { FailureError, type Failure } from '#core/contract/failure.ts';
import type { Series } from '#core/protocol/trainer.ts';
import { step as asStep, type Step } from '#core/contract/units.ts';
import { finished, type Pieces } from '#core/net/finished.ts';
import { untold, type MakeInPieces, type Stretch, type Told } from '#core/net/updates.ts';
import { Budget } from './budget.ts';
import { joined, later } from './joined.ts';
import { Keyframes, spacingOf } from './keyframes.ts';
import { LentStates } from './lent-states.ts';
import { Pyramid } from './pyramid.ts';
import { capacityOf, RecentStates } from './recent-states.ts';
import type { Known, Seek, Visit } from './seek.ts';
import type { Transition } from './transition.ts';
import { Turn } from './turn.ts';

export interface HistoryOptions {
  /** Of keyframes and recent states. Four states are kept even where they take more. */
  readonly budget?: Budget;
  /** A branch begins at `step` with a state of its own; what lies before is the past that it shares with what it left, as it shares its budget. */
  readonly past?: { readonly history: History; readonly step: Step };
}

/**
 * The history of a run: every state that training went through, by keyframes and replay. It knows no clock: what it keeps
 * follows from the estimated work of a step and from the budget.
 *
 * - H1  The state of step k is the one that k updates make from theta_0, bit for bit.
 * - H2  What is handed out is the caller's: writing into it changes no later answer.
 * - H3  Visiting steps in any order gives the same bits.
 * - H4  Thinning changes what a visit costs, never its bits.
 * - H5  Keyframes and recent states of a run and its branches stay within one budget; the first step of each is always kept.
 * - H6  A visit replays fewer updates than the spacing of keyframes, which starts at a bounded amount of work.
 * - H7  A visit may be taken in slices of any size, between training and other visits, or abandoned.
 * - H8  Visiting a step beyond the trained end trains up to it; every update is recorded once, in order.
 * - H9  The first step that is not finite ends the history: what was trained before stays as it was.
 * - H10 A step that was just visited, and those replayed on the way, are visited again without replay.
 * - H11 A run that stops early ends where it stops; a step beyond is out of range.
 * - H12 A branch answers for the steps before its own as what it left does, and changes nothing there.
 * - H13 A state that was lent for a step beyond the trained end answers for that step and those after it, until training comes there: from
 *       then on H1 holds, whatever was lent.
 * - H14 Where training breaks off, as for want of memory, it begins anew: H1 holds for whatever is asked from then on.
 */
export class History {
  readonly #transition: Transition;
  readonly #past: HistoryOptions['past'];
  readonly #first: number;
  readonly #budget: Budget;
  readonly #keyframes: Keyframes;
  #recent: RecentStates;
  readonly #lent = new LentStates();
  readonly #scalars: Pyramid;
  #loss: number | undefined;
  readonly #head: Float64Array;
  #trainedTo: number;
  #failure: Failure | undefined;
  #stopped = false;
  #replayed = 0;
  readonly #turn = new Turn();

  constructor(transition: Transition, options: HistoryOptions = {}) {
    const budget = options.past ? options.past.history.#budget : (options.budget ?? new Budget(Infinity));
    this.#transition = transition;
    this.#past = options.past;
    this.#first = this.#trainedTo = options.past?.step ?? 0;
    this.#budget = budget;
    this.#keyframes = new Keyframes(spacingOf(transition));
    this.#recent = new RecentStates(capacityOf(transition.initial, budget.bytes));
    this.#scalars = new Pyramid(transition.layers);
    this.#head = transition.initial.slice();
    budget.join(this);
    this.#offer(this.#first);
  }

  /** The step that its own first state is of: 0, or where the branch begins. */
  get first(): Step {
    return asStep(this.#first);
  }

  /** Updates made so far: the last step whose state is known. */
  get trainedTo(): Step {
    return asStep(this.#trainedTo);
  }

  /** Loss of the last update; undefined before the first. */
  get loss(): number | undefined {
    return this.#loss;
  }

  /** Why the step after `trainedTo` cannot be reached. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Whether the run has stopped early, at `trainedTo`. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Steps between keyframes. */
  get spacing(): number {
    return this.#keyframes.spacing;
  }

  /** Bytes of keyframes, recent and lent states. */
  get bytes(): number {
    return this.#keyframes.count * this.#head.byteLength + this.#recent.bytes + this.#lent.bytes;
  }

  /** Bytes of the scalars of every step. */
  get scalarBytes(): number {
    return this.#scalars.bytes;
  }

  /** Updates made again for the sake of a visit, since the start. */
  get replayed(): number {
    return this.#replayed;
  }

  /** Trains; answers how many updates were made: fewer than asked where a number stops being finite or the run stops early. */
  extend(updates: number): number {
    return finished(this.#extending(updates, undefined));
  }

  /** The same, with pauses within an update that lasts long; what others train meanwhile counts. */
  extending(updates: number): Pieces<number> {
    return this.#extending(updates, this.#transition.inPieces);
  }

  *#extending(updates: number, inPieces: MakeInPieces | undefined): Pieces<number> {
    const before = this.#trainedTo;
    const isDue = (): boolean => this.#trainedTo < before + updates && !this.#failure && !this.#stopped;
    try {
      while (isDue()) {
        const next = () =>
          [this.#trainedTo, Math.min(before + updates - this.#trainedTo, this.#undisturbed()), this.#head, this.#record] as const;
        if (inPieces) yield* this.#turn.take(() => isDue() && inPieces(...next()), this.#take);
        else this.#take(this.#transition.make(...next()));
      }
    } catch (reason) {
      this.#beginAnew();
      throw reason;
    }
    return this.#trainedTo - before;
  }

  /** What broke off may have moved the head, and told of it. No array is made: there may be no memory for one. */
  #beginAnew(): void {
    this.#trainedTo = this.#first;
    this.#head.set(this.#transition.initial);
    this.#loss = undefined;
    this.#stopped = false;
    this.#keyframes.clear(spacingOf(this.#transition));
    this.#recent = new RecentStates(this.#recent.capacity);
    this.#scalars.clear();
  }

  readonly #take = ({ made, failure, stopped = false }: Stretch): void => {
    this.#trainedTo += made;
    this.#failure = failure;
    this.#stopped = stopped;
    if (made > 0) this.#offer(this.#trainedTo);
    if (failure || stopped || !this.#lent.giveUp(this.#trainedTo, this.#head)) this.#doubt();
  };

  /** Updates to the next state that is kept, or is held against a lent one. */
  #undisturbed(): number {
    if (this.#lent.bytes > 0) return 1;
    return Math.max(1, this.#keyframes.due - (this.#trainedTo - this.#first));
  }

  readonly #record: Told = (rows, count, at, stride) => {
    this.#loss = rows[at + (count - 1) * stride]!;
    this.#scalars.push(rows, count, at, stride);
  };

  /** Takes in the state that a step had when the run was open before; nothing where training has come there. */
  lend(step: Step, state: Float64Array): void {
    if (step <= this.#trainedTo || this.#failure || this.#stopped) return;
    this.#budget.makeRoom(state.byteLength);
    this.#lent.put(step, state);
  }

  /** Gives up a keyframe, for a history that shares the budget; false where there is none to spare. */
  thin(): boolean {
    return this.#keyframes.thin();
  }

  /** Takes no more of the budget; to be asked nothing any more. */
  release(): void {
    this.#budget.leave(this);
  }

  /** The state of a step, the caller's own copy. Throws a FailureError where training ends before the step. */
  at(step: Step): Float64Array {
    const seek = this.seek(step);
    seek.advance(Infinity);
    return seek.state!;
  }

  seek(target: Step): Seek {
    if (!Number.isSafeInteger(target) || target < 0)
      throw new FailureError({ code: 'step-out-of-range', step: target, min: 0, max: Number.MAX_SAFE_INTEGER });
    if (this.#past && target < this.#first) return this.#past.history.seek(target);

    const visit: Visit = { target, reached: 0, state: undefined };
    return {
      advance: (maxSteps) => finished(this.#visiting(visit, maxSteps, undefined)),
      advancing: (maxSteps) => this.#visiting(visit, maxSteps, this.#transition.inPieces),
      get state() {
        return visit.reached === target ? visit.state : undefined;
      },
    };
  }

  *#visiting(visit: Visit, maxSteps: number, inPieces: MakeInPieces | undefined): Pieces<boolean> {
    const { target } = visit;
    let left = maxSteps;
    if (!visit.state && this.#trainedTo < target) Object.assign(visit, this.#nearestLent(target));
    if (!visit.state && this.#trainedTo < target) {
      left -= yield* this.#extending(Math.min(left, target - this.#trainedTo), inPieces);
      if (this.#trainedTo < target) {
        if (this.#failure) throw new FailureError(this.#failure);
        if (this.#stopped) throw new FailureError({ code: 'step-out-of-range', step: target, min: 0, max: this.#trainedTo });
        return false;
      }
    }
    if (!visit.state) Object.assign(visit, this.#nearest(target));
    const state = visit.state!;
    const take = ({ failure, stopped }: Stretch): void => {
      // Where it goes on from a lent state, training has not been here.
      if (failure) throw new FailureError(failure);
      visit.reached++;
      this.#replayed++;
      this.#remember(visit.reached, state);
      if (stopped && visit.reached < target)
        throw new FailureError({ code: 'step-out-of-range', step: target, min: 0, max: visit.reached });
    };
    for (; visit.reached < target && left > 0; left--) {
      if (inPieces) yield* this.#turn.take(() => inPieces(visit.reached, 1, state, untold), take);
      else take(this.#transition.make(visit.reached, 1, state, untold));
    }
    return visit.reached === target;
  }

  /** Loss and gradient norms between two steps, as `Pyramid.series` has them. */
  series(from: number, to: number, buckets: number): Series {
    const first = this.#first;
    const own = (most: number): Series => later(this.#scalars.series(Math.max(0, from - first), to - first, most), first);
    if (!this.#past || from >= first) return own(buckets);
    if (to <= first) return { ...this.#past.history.series(from, to, buckets), trainedTo: this.trainedTo };
    const before = Math.max(1, Math.round((buckets * (first - from)) / (to - from)));
    return joined(this.#past.history.series(from, first, before), own(Math.max(1, buckets - before)));
  }

  /** Keeps the head, which is the state of `step`, where it is due as a keyframe. */
  #offer(step: number): void {
    const own = step - this.#first;
    if (!this.#keyframes.isDue(own)) return;
    this.#budget.makeRoom(this.#head.byteLength);
    // Making room may have widened the gaps.
    if (this.#keyframes.isDue(own)) this.#keyframes.keep(this.#head);
  }

  #remember(step: number, state: Float64Array): void {
    if (!this.#recent.isFull) this.#budget.makeRoom(state.byteLength);
    this.#recent.put(step, state);
  }

  /** What is lent is not what training makes: it goes, with all that was made of it. */
  #doubt(): void {
    if (this.#lent.bytes === 0) return;
    this.#lent.clear();
    this.#recent = new RecentStates(this.#recent.capacity);
  }

  /** The same for a step beyond the trained end, where a state was lent for it or for one before. */
  #nearestLent(step: number): Known | undefined {
    const lent = this.#lent.before(step);
    if (!lent) return undefined;
    const recent = this.#recent.before(step);
    const nearest = recent && recent.step > lent.step ? recent : lent;
    return { reached: nearest.step, state: nearest.state.slice() };
  }

  /** A copy of the last known state at or before `step`, which is not beyond the trained end. */
  #nearest(step: number): Known {
    if (step === this.#trainedTo) {
      this.#remember(step, this.#head);
      return { reached: step, state: this.#head.slice() };
    }
    const keyframe = this.#keyframes.before(step - this.#first);
    const recent = this.#recent.before(step);
    if (recent && recent.step > keyframe.step + this.#first) return { reached: recent.step, state: recent.state.slice() };
    return { reached: keyframe.step + this.#first, state: keyframe.state.slice() };
  }
}
