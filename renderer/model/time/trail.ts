import type { Granularity } from '#core/contract/position.ts';
import { compare, type TimePoint } from './time-point.ts';

/** How many moves can be retraced exactly. */
const length = 500;

interface Move {
  readonly granularity: Granularity;
  readonly from: TimePoint;
  readonly to: TimePoint;
}

/** The moves forward that a move back retraces exactly, wherever they began. */
export class Trail {
  #moves: readonly Move[] = [];

  clear(): void {
    this.#moves = [];
  }

  note(move: Move): void {
    this.#moves = [...this.#moves, move].slice(-length);
  }

  /** Where the last move began, if it had this granularity and ended here; else the trail is lost. */
  retrace(here: TimePoint, granularity: Granularity): TimePoint | undefined {
    const last = this.#moves.at(-1);
    const isIt = last?.granularity === granularity && compare(last.to, here) === 0;
    this.#moves = isIt ? this.#moves.slice(0, -1) : [];
    return isIt ? last.from : undefined;
  }
}
