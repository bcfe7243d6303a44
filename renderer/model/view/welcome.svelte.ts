import { startingExample } from '#renderer/model/run/examples.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';
import type { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import type { Layout } from './layout.svelte.ts';

/** What a newcomer meets: the first network with its doors, until the first step is played or another run is opened. */
export class Welcome implements Part {
  #open = $state(false);
  readonly on = $derived(this.#open && this.#atStart);

  constructor(
    readonly playhead: Pick<Playhead, 'playing' | 'step' | 't'>,
    readonly layout: Pick<Layout, 'offered'>,
  ) {}

  taken(taken: Taken): void {
    if (taken.by === 'edit') this.#open = false;
    if (taken.by !== 'opening') return;
    this.#open = taken.example === startingExample;
    // Every other run has more to show than fits the head.
    this.layout.offered = !this.#open;
  }

  /** Something else takes its place. */
  leave(): void {
    this.#open = false;
  }

  /** What took its place is over. */
  comeBack(): void {
    this.#open = true;
  }

  /** Once a frame: what has been left does not come back by itself. */
  tick(): void {
    if (this.#open && !this.#atStart) this.#open = false;
  }

  get #atStart(): boolean {
    const { playing, step, t } = this.playhead;
    return !playing && step === 0 && t === 0;
  }
}
