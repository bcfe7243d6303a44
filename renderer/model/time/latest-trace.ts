import type { StepTrace } from '#core/contract/step-trace.ts';
import { step as toStep } from '#core/contract/units.ts';
import type { TraceCache } from '#renderer/link/trace-cache.ts';
import type { Selection } from '#renderer/model/view/selection.svelte.ts';

/** A superseded request is given this long before it is called off, in milliseconds; cancelling each one would show none. */
const patience = 120;

/** Asks for the trace of the moment: one request is under way at most, and a newer wish waits for it a little. */
export class LatestTrace {
  #inFlight: { readonly step: number; readonly since: number } | undefined;

  constructor(readonly traces: TraceCache) {}

  forget(): void {
    this.#inFlight = undefined;
  }

  /** The trace of a step, or nothing while another answer is waited for; `now` in milliseconds. */
  ask(step: number, follow: Selection['follow'], now: number): Promise<StepTrace> | undefined {
    if (this.#inFlight && (this.#inFlight.step === step || now - this.#inFlight.since < patience)) return undefined;
    const request = (this.#inFlight = { step, since: now });
    return this.traces.get(toStep(step), follow).finally(() => {
      if (this.#inFlight === request) this.#inFlight = undefined;
    });
  }
}
