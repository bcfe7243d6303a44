import { seconds, type Seconds } from '#core/contract/units.ts';
import type { StepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { beginReading, endsPhase, goOnReading, stretchesOf, type Reading } from './reading.ts';
import { toldAt, type Told } from './told.ts';

/** The person's wishes: each sentence stands as long as reading it takes, and play rests where a phase ends. */
interface Wishes {
  readonly readingPace: boolean;
  readonly phasePauses: boolean;
}

/** Where a moment's play at reading pace comes to, and what ends there. */
interface Reached {
  readonly t: Seconds;
  readonly ended: 'phase' | 'step' | undefined;
}

/** Play at the pace of reading: what is being told, and for how long. */
export class Reader {
  /** The stretch whose sentence stands, from when play tells it until the playhead goes elsewhere. */
  told = $state.raw<Told | undefined>(undefined);
  #reading: Reading | undefined;

  constructor(
    readonly wishes: Wishes,
    /** Seconds that the sentence of a stretch takes to read. */
    readonly seconds: (told: Told) => number,
  ) {}

  get on(): boolean {
    return this.wishes.readingPace;
  }

  leave(): void {
    this.#reading = undefined;
    this.told = undefined;
  }

  /** Where time rests at the end of what is told together, that sentence stands again: as it did when the place was kept. */
  resume(timeline: StepTimeline, t: Seconds): void {
    const { index, progress } = timeline.at(t);
    const told = toldAt(timeline, index);
    if (this.on && progress >= 1 && told.to === index && told.how !== 'one') this.told = told;
  }

  /** Goes on from the moment `t` by `elapsed` seconds, through as many stretches as are over by then. */
  advance(timeline: StepTimeline, step: number, t: Seconds, elapsed: number): Reached {
    let moment: number = t;
    let left = elapsed;
    for (;;) {
      if (this.#reading?.step !== step) this.#reading = undefined;
      const reading = (this.#reading ??= beginReading(timeline, step, moment));
      if (!reading) return { t: timeline.duration, ended: 'step' };
      if (this.told?.from !== reading.told.from || this.told.to !== reading.told.to) this.told = reading.told;
      const reached = goOnReading(timeline, reading, left, this.seconds(reading.told));
      moment = reached.t;
      this.#reading = reached.reading;
      if (reached.rest === undefined) return { t: seconds(moment), ended: undefined };
      this.#reading = undefined;
      if (this.wishes.phasePauses && endsPhase(timeline, reading.told)) return { t: seconds(moment), ended: 'phase' };
      left = reached.rest;
    }
  }

  /** Seconds that a whole step takes at speed 1. */
  stepSeconds(timeline: StepTimeline): number {
    return stretchesOf(timeline, this.seconds).reduce((sum, { moving, resting }) => sum + moving + resting, 0);
  }
}
