import type { ParameterChange } from '#core/spec/branch.ts';
import type { ParameterRef } from '#core/contract/explanation.ts';
import { FailureError } from '#core/contract/failure.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { step as toStep } from '#core/contract/units.ts';
import { LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';
import type { Run } from '#renderer/model/run/run.svelte.ts';
import type { Part, Taken } from '#renderer/model/run/taken.ts';
import type { Tools } from '#renderer/model/view/tools.svelte.ts';
import type { Selection } from '#renderer/model/view/selection.svelte.ts';

interface Question extends ParameterChange {
  readonly step: number;
  readonly follow: Selection['follow'];
}

/** One weight or bias held at another value: what this step would be with it. Nothing of the run changes. */
export class WhatIf implements Part {
  /** What is held, and at which value. */
  held = $state.raw<ParameterChange | undefined>(undefined);
  /** Whether the stage shows only what differs. */
  ripple = $state(false);
  readonly #traces: LatestQuery<Question, StepTrace>;

  constructor(
    run: Run,
    readonly selection: Pick<Selection, 'follow'>,
    readonly failed: (reason: unknown) => void,
    readonly tools: Pick<Tools, 'isOff'>,
  ) {
    this.#traces = new LatestQuery(
      () => run.id,
      ({ step, follow, ...instead }) => run.trainer.latest('whatIf', 'trace', { step: toStep(step), follow, instead }),
      failed,
    );
  }

  hold(place: ParameterRef, value: number): void {
    if (this.tools.isOff('edit')) return this.failed(new FailureError({ code: 'switched-off' }));
    this.held = { place, value };
  }

  /** The value at which a parameter is held; undefined where it is not. */
  at(place: ParameterRef): number | undefined {
    return this.held && JSON.stringify(this.held.place) === JSON.stringify(place) ? this.held.value : undefined;
  }

  taken({ by }: Taken): void {
    if (by !== 'recovery') this.release();
  }

  release(): void {
    this.held = undefined;
    this.ripple = false;
    this.#traces.drop();
  }

  /** Asks for the step as it would be. */
  seek(step: number): void {
    const { held } = this;
    if (held) this.#traces.want({ step, follow: this.selection.follow, ...held });
  }

  /** The last answer that is about this step of this run and what is held. */
  traceAt(step: number): StepTrace | undefined {
    return this.held && this.#traces.of({ step, place: this.held.place });
  }
}
