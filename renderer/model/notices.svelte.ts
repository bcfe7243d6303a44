import type { Failure } from '#core/contract/failure.ts';
import { asFailure } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';

export type Notice =
  /** `find` asks for the file that is missing. */
  | { readonly kind: 'failure'; readonly failure: Failure; readonly find?: () => Promise<void> }
  /** So many branches of a file were left out, and why. */
  | { readonly kind: 'left-out'; readonly count: number; readonly wrong: readonly Failure[] }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'recovered' };

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
    if (failure.code !== 'cancelled') this.current = { kind: 'failure', failure, ...(find && { find }) };
  }

  leftOut(count: number, wrong: readonly Failure[]): void {
    this.current = { kind: 'left-out', count, wrong };
  }

  saved(name: string): void {
    this.current = { kind: 'saved', name };
  }

  /** The trainer was lost and another goes on in its place. */
  recovered(): void {
    this.current = { kind: 'recovered' };
  }

  dismiss(): void {
    this.current = undefined;
  }
}
