import type { Failure } from '#core/contract/failure.ts';
import { asFailure } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';

export type Unkept = 'blocked' | 'full';

export type Notice =
  /** `find` asks for the file that is missing. */
  | { readonly kind: 'failure'; readonly failure: Failure; readonly find?: () => Promise<void> }
  /** So many branches of a file were left out, or other parts of what it keeps beside the run, and why. */
  | { readonly kind: 'left-out'; readonly count: number; readonly wrong: readonly Failure[] }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'recovered' }
  /** Compiled code is refused here. */
  | { readonly kind: 'uncompiled' }
  /** The browser lets nothing be kept, or has no room for it. */
  | { readonly kind: 'unkept'; readonly why: Unkept }
  /** A newer version of the program waits. */
  | { readonly kind: 'update'; readonly take: () => void }
  /** The screen is as it was left. */
  | { readonly kind: 'restored' }
  /** The document was saved in a lesson, which can be gone on with. */
  | { readonly kind: 'lesson'; readonly course: string; readonly id: string }
  /** What no file has gave way: the whole run, or its branches to an edit. */
  | { readonly kind: 'replaced'; readonly what: 'run' | 'branches' };

const mostFaults = 20;

/** A failure without its particulars, which may be the person's: its code, and of a defect the part and the kind of error. */
export const faultOf = (failure: Failure): string =>
  failure.code === 'internal-error'
    ? `${failure.code} ${failure.part} ${/^[A-Z]\w*Error\b/.exec(failure.reason)?.[0] ?? 'Error'}`
    : failure.code;

/** The one message shown to the person; kept as data, so that it follows a change of language. */
export class Notices implements Part {
  current = $state.raw<Notice | undefined>(undefined);

  taken({ by }: Taken): void {
    if (by !== 'recovery') this.dismiss();
  }

  /** Says what went wrong; what is not a Failure is a defect of the interface. */
  report(reason: unknown): void {
    this.fail(asFailure(reason));
  }

  fail(failure: Failure, find?: () => Promise<void>): void {
    if (failure.code === 'cancelled') return;
    this.current = { kind: 'failure', failure, ...(find && { find }) };
    const fault = faultOf(failure);
    this.faults = [...this.faults, fault].slice(-mostFaults);
    this.#note(fault);
  }
  /** What failed of late, the newest last, without anything of the person's. */
  faults: readonly string[] = [];
  #note: (fault: string) => void = () => undefined;

  /** Whoever keeps what failed hears of it. */
  onFault(note: (fault: string) => void): void {
    this.#note = note;
  }

  leftOut(count: number, wrong: readonly Failure[]): void {
    this.current = { kind: 'left-out', count, wrong };
  }

  /** Parts of what a file keeps beside its run were left out; with what is told of its branches. */
  amiss(wrong: readonly Failure[]): void {
    const { count, wrong: others } = this.current?.kind === 'left-out' ? this.current : { count: 0, wrong: [] };
    this.leftOut(count, [...others, ...wrong]);
  }

  restored(): void {
    this.current = { kind: 'restored' };
  }

  replaced(what: 'run' | 'branches'): void {
    this.current = { kind: 'replaced', what };
  }

  ofLesson({ course, id }: { readonly course: string; readonly id: string }): void {
    this.current = { kind: 'lesson', course, id };
  }

  saved(name: string): void {
    this.current = { kind: 'saved', name };
  }

  uncompiled(): void {
    this.current = { kind: 'uncompiled' };
  }

  update(take: () => void): void {
    this.current = { kind: 'update', take };
  }

  /** Said once for each reason: it stays so. */
  unkept(why: Unkept): void {
    if (this.#unkept.includes(why)) return;
    this.#unkept.push(why);
    this.current = { kind: 'unkept', why };
  }
  readonly #unkept: Unkept[] = [];

  /** The trainer was lost and another goes on in its place. */
  recovered(): void {
    this.current = { kind: 'recovered' };
  }

  dismiss(): void {
    this.current = undefined;
  }
}
