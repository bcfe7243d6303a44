import type { Failure } from '#core/contract/failure.ts';

export type Notice =
  /** `find` asks for the file that is missing. */
  | { readonly kind: 'failure'; readonly failure: Failure; readonly find?: () => Promise<void> }
  /** So many branches of a file were left out, and why. */
  | { readonly kind: 'left-out'; readonly count: number; readonly wrong: readonly Failure[] }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'recovered' };

/** The one message shown to the person; kept as data, so that it follows a change of language. */
export class Notices {
  current = $state.raw<Notice | undefined>(undefined);

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
