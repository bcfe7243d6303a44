import type { Failure } from '#core/contract/failure.ts';
import { granularities, type Granularity } from '#core/contract/position.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { seconds, step as toStep, type Seconds } from '#core/contract/units.ts';
import { isCancelled } from '#renderer/link/trainer.ts';
import type { TraceCache } from '#renderer/link/trace-cache.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { LatestTrace } from './latest-trace.ts';
import { around, aroundSteps, edges, isOneStep, within, withEnd, withStart, type Loop } from './loop.ts';
import { after, before, normal, type Course } from './moves.ts';
import type { Reader } from './reader.svelte.ts';
import { beginning, compare, type TimePoint } from './time-point.ts';
import { Trail } from './trail.ts';
import { asFailure, type Run } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';
import type { Selection } from '#renderer/model/view/selection.svelte.ts';

/** Above this many steps a second the phases would only flicker: the playhead then moves from finished step to finished step. */
const flickerRate = 1.5;
/** A person who steps by layer or phase waits no longer than this for its animation, in seconds. */
const longestMove = 1.2;
/** Seconds in which training that goes on comes to its end. */
const trainingSeconds = 12;

/** Where the person is in training: a step and a moment within it. The only thing that moves through time. */
export class Playhead implements Part {
  step = $state(0);
  t = $state<Seconds>(seconds(0));
  playing = $state(false);
  /** 1 forwards, -1 backwards. */
  direction = $state<1 | -1>(1);
  /** Animation seconds per second. */
  speed = $state(1);
  granularity = $state<Granularity>('part');
  /** What the picture shows: the last moment whose trace has arrived. */
  shown = $state.raw<{ readonly trace: StepTrace; readonly t: Seconds } | undefined>(undefined);
  failure = $state.raw<Failure | undefined>(undefined);

  readonly timeline = $derived.by(() => (this.run.shape ? stepTimeline(this.run.shape) : undefined));
  readonly duration = $derived(this.timeline?.duration ?? seconds(1));
  readonly position = $derived(this.timeline?.at(this.t));
  /** Steps per second while training goes on, faster than the person's own speed. */
  #hurry = $state<number | undefined>(undefined);
  readonly stepsPerSecond = $derived(this.#hurry ?? this.speed / this.duration);
  /** As it was marked; `loop` is what of it training reaches. */
  marked = $state.raw<Loop | undefined>(undefined);
  readonly loop = $derived(this.marked && within(this.marked, this.#last));
  /** A loop within one step is about its phases, however fast they go by. */
  readonly fast = $derived(this.playing && this.stepsPerSecond > flickerRate && !(this.loop && isOneStep(this.loop)));

  readonly #trail = new Trail();
  /** Where an animated move ends, and how fast it goes there, in animation seconds per second. */
  #stop: (TimePoint & { rate: number }) | undefined;
  readonly #latest: LatestTrace;
  #clock = 0;

  constructor(
    readonly run: Run,
    readonly selection: Pick<Selection, 'follow'>,
    readonly traces: TraceCache,
    readonly reader: Reader,
  ) {
    this.#latest = new LatestTrace(traces);
  }

  taken(taken: Taken): void {
    if (taken.by === 'fork' && this.step < taken.fork.step) this.seek(taken.fork.step);
    this.reset(taken.by === 'edit' ? taken.sameShape : taken.by !== 'opening');
  }

  /**
   * A new run: back to the beginning, nothing to show until its first trace is there. With `stay`, for a run of the same
   * shape, the place is kept and the old picture stands until the new one is there.
   */
  reset(stay = false): void {
    this.traces.clear();
    this.#trail.clear();
    this.#stop = undefined;
    this.#latest.forget();
    this.failure = undefined;
    if (stay) return this.#move(this.here);
    this.playing = false;
    this.shown = undefined;
    this.marked = undefined;
    this.#move({ step: 0, t: seconds(0) });
  }

  play(direction: 1 | -1 = 1): void {
    this.direction = direction;
    this.#stop = this.#hurry = undefined;
    const edge = this.loop && edges(this.loop, direction);
    if (edge && compare(this.here, edge.ahead) === 0) this.#move(edge.behind);
    else if (direction === 1 && this.step >= this.run.goal) this.#move({ step: 0, t: seconds(0) });
    this.playing = true;
  }

  pause(): void {
    this.playing = false;
    this.#stop = this.#hurry = undefined;
  }

  /** Plays from finished step to finished step, so fast that the end comes within seconds. */
  trainOn(): void {
    this.play();
    this.#hurry = Math.max(2 * flickerRate, (this.run.goal - this.step) / trainingSeconds);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** J and L: plays that way; again, twice as fast up to eight times; the other way, back to normal speed. */
  shuttle(direction: 1 | -1): void {
    this.speed = this.playing && this.direction === direction ? Math.min(8, Math.max(1, this.speed * 2)) : 1;
    this.play(direction);
  }

  /** Goes to a step (and a moment in it) at once. */
  seek(step: number, t: Seconds = seconds(0)): void {
    this.pause();
    this.#move({ step, t });
  }

  /** One operation on, animated when `animate`; from the last part of a step into the next step. */
  forward(granularity: Granularity = this.granularity, animate = false): void {
    this.#settle();
    const course = this.#course;
    const to = course && after(this.here, granularity, course);
    if (!to) return;
    this.#trail.note({ granularity, from: this.here, to });
    if (animate && to.step === this.step && granularity !== 'step' && granularity !== 'epoch') {
      this.direction = 1;
      this.#stop = { ...to, rate: Math.max(this.speed, (to.t - this.t) / longestMove) };
      this.playing = true;
    } else this.seek(to.step, to.t);
  }

  /** Goes on to a later place of this step, at the pace of its animation and within so many seconds. */
  travel(to: TimePoint, most: number): void {
    this.direction = 1;
    this.#stop = { ...to, rate: Math.max(1, (to.t - this.t) / most) };
    this.playing = true;
  }

  /** One operation back. Retraces the last forward move of the same granularity exactly, wherever it began. */
  back(granularity: Granularity = this.granularity): void {
    this.#settle();
    const course = this.#course;
    const to = this.#trail.retrace(this.here, granularity) ?? (course && before(this.here, granularity, course));
    if (to) this.seek(to.step, to.t);
  }

  coarser(by: 1 | -1): void {
    const index = granularities.indexOf(this.granularity) + by;
    this.granularity = granularities[Math.max(0, Math.min(granularities.length - 1, index))]!;
  }

  home(): void {
    this.seek(0);
  }

  end(): void {
    this.seek(this.run.goal);
  }

  /** Marks the start of the loop, or its end; the other edge stays where it still fits. */
  loopFrom(place: TimePoint = this.here): void {
    this.marked = withStart(this.loop, place, this.#last);
  }

  loopTo(place: TimePoint = this.here): void {
    this.marked = withEnd(this.loop, place);
  }

  clearLoop(): void {
    this.marked = undefined;
  }

  /** Settles once the trace of this moment is shown, or with the reason why it cannot be had; another wish meanwhile ends it. No frame is needed. */
  async arrive(): Promise<Failure | undefined> {
    const [step, id] = [this.step, this.run.id];
    const isHere = (): boolean => step === this.step && id === this.run.id;
    try {
      const trace = await this.traces.get(toStep(step), this.selection.follow);
      if (isHere()) this.shown = { trace, t: this.t };
    } catch (reason) {
      if (!isCancelled(reason) && isHere()) this.#fail(asFailure(reason));
    }
    return this.failure;
  }

  /** Once a frame, with milliseconds: moves if playing, then sees to it that the trace of this moment is shown. */
  tick(now: number, elapsed: number): void {
    this.#clock = now;
    // Early stopping may have ended the run before the place that was sought.
    if (this.step > this.run.goal) this.seek(this.run.goal, this.t);
    if (this.playing) this.#advance(elapsed / 1000);
    this.#show();
  }

  #advance(elapsed: number): void {
    if (this.fast && !this.#stop) {
      const due = this.step + this.#carry(elapsed) * this.direction;
      const step = this.loop ? aroundSteps(this.loop, this.here, due, this.direction) : due;
      this.#move({ step, t: this.direction === 1 && step >= this.run.goal ? seconds(0) : this.duration });
      if (this.direction === 1 ? this.step >= this.run.goal : step <= 0) this.pause();
      return;
    }
    // Waiting for the trace of a step must not eat its animation.
    if (this.shown?.trace.step !== this.step) return;
    if (this.reads) return this.#read(elapsed * this.speed);
    const t = this.t + elapsed * (this.#stop?.rate ?? this.speed) * this.direction;
    if (this.#stop) {
      if (t < this.#stop.t) return this.#move({ step: this.step, t: seconds(t) });
      const { step, t: end } = this.#stop;
      this.pause();
      return this.#move({ step, t: end });
    }
    const to = normal(this.step, t, this.duration);
    const { step } = this;
    const { loop, here } = this;
    const turned = loop && around(loop, here, isOneStep(loop) ? { step, t: seconds(t) } : to, this.direction);
    this.#move(turned ?? to);
    if ((to.step > step && this.step >= this.run.goal) || (t < 0 && compare(this.here, beginning) === 0)) this.pause();
  }

  /** Play goes at the pace of reading: forwards, and around nothing. */
  get reads(): boolean {
    return this.reader.on && this.direction === 1 && !this.fast && !this.#stop && !this.loop;
  }

  #read(elapsed: number): void {
    const { t, ended } = this.reader.advance(this.timeline!, this.step, this.t, elapsed);
    this.#move(ended === 'step' ? { step: this.step + 1, t: seconds(0) } : { step: this.step, t }, true);
    if (ended === 'phase' || (ended === 'step' && this.step >= this.run.goal)) this.pause();
  }

  /** Whole steps that are due; the fraction waits for the next frame. */
  #carry(elapsed: number): number {
    this.#fraction += this.stepsPerSecond * elapsed;
    const whole = Math.floor(this.#fraction);
    this.#fraction -= whole;
    return whole;
  }
  #fraction = 0;

  #show(): void {
    if (!this.run.summary || this.failure) return;
    const { step, t } = this;
    const follow = this.selection.follow;
    const ready = this.traces.peek(toStep(step), follow);
    if (ready) {
      if (this.shown?.trace !== ready || this.shown.t !== t) this.shown = { trace: ready, t };
      return;
    }
    const id = this.run.id;
    this.#latest.ask(step, follow, this.#clock)?.then(
      (trace) => {
        // A late answer of a step passed in play or drag is still a true picture of that step.
        if (id === this.run.id) this.shown = { trace, t: step === this.step ? this.t : this.duration };
      },
      (reason: unknown) => {
        if (!isCancelled(reason) && id === this.run.id) this.#fail(asFailure(reason));
      },
    );
  }

  /** An animated move that is still under way ends at once. */
  #settle(): void {
    if (this.#stop) this.seek(this.#stop.step, this.#stop.t);
  }

  #fail(failure: Failure): void {
    this.pause();
    this.failure = failure;
  }

  get here(): TimePoint {
    return { step: this.step, t: this.t };
  }

  /** Where play ends. */
  get #last(): TimePoint {
    return { step: this.run.goal, t: seconds(0) };
  }

  /** `told`: what is being told stays told. */
  #move({ step, t }: TimePoint, told = false): void {
    if (!told) this.reader.leave();
    this.step = Math.max(0, Math.min(this.run.goal, Math.round(step)));
    this.t = seconds(Math.max(0, Math.min(this.duration, t)));
    this.failure = undefined;
  }

  get #course(): Course | undefined {
    const { timeline } = this;
    return timeline && { timeline, epoch: this.run.summary?.batchesPerEpoch ?? 1, goal: this.run.goal };
  }
}
