import { finished } from '#core/net/finished.ts';
import { FailureError, type Result } from '#core/contract/failure.ts';
import type { Finding } from '#core/contract/health.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { step as asStep } from '#core/contract/units.ts';
import type { Evaluation } from '#core/protocol/trainer.ts';
import type { Change } from '#core/spec/branch.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Document } from '#core/view/document.ts';
import type { Tables } from '#core/data/table.ts';
import { examining } from '#core/health/examine.ts';
import { evaluatingAll } from '#core/net/evaluate.ts';
import { attempt } from '#core/lessons/attempt.ts';
import type { Known, Moment } from '#core/lessons/evaluate.ts';
import { ownerOf } from '#core/worker/lineage.ts';
import { openBranch, openRun, type OpenRun } from '#core/worker/open-run.ts';
import { readChange } from '#core/worker/read-fork.ts';

const compiling = { compile: 'at-once' } as const;

/** A run with its branches, open without an app: what is asked of it is computed at once. */
export class Rehearsal implements Known {
  readonly #runs: Map<number, OpenRun>;
  readonly #traces = new Map<string, StepTrace>();
  readonly #scores = new Map<string, Evaluation>();

  private constructor(
    readonly tables: Tables,
    root: OpenRun,
    readonly end: number,
  ) {
    this.#runs = new Map([[0, root]]);
  }

  /** Opens a document and trains it to its end, as far as its numbers stay finite. */
  static open({ spec, branches, steps }: Document & { readonly steps: number }, tables: Tables): Result<Rehearsal> {
    return attempt(() => {
      const rehearsal = new Rehearsal(tables, openRun(spec, tables, compiling), steps);
      for (const { number, from, step, change } of branches) rehearsal.#branch(number, from, step, change);
      for (const run of rehearsal.#runs.values()) run.history.extend(Math.max(0, steps - run.history.trainedTo));
      return rehearsal;
    });
  }

  /** Leaves a branch; answers its number. */
  fork(from: number, step: number, change: Change): Result<number> {
    const number = Math.max(...this.#runs.keys()) + 1;
    return attempt(() => {
      this.#branch(number, from, step, change);
      return number;
    });
  }

  has(branch: number): boolean {
    return this.#runs.has(branch);
  }

  trace({ branch, step, follow }: Moment): StepTrace {
    const key = `${branch} ${step} ${follow}`;
    let trace = this.#traces.get(key);
    if (!trace) {
      const run = this.#ownerOf(branch, step);
      if (typeof follow === 'number' && follow >= run.run.train.samples)
        throw new FailureError({
          code: 'out-of-range',
          place: 'follow',
          found: String(follow),
          min: 0,
          max: run.run.train.samples - 1,
          integer: true,
        });
      this.#traces.set(key, (trace = run.trace(step, run.history.at(asStep(step)), follow)));
    }
    return trace;
  }

  scores({ branch, step }: Omit<Moment, 'follow'>): Evaluation {
    const key = `${branch} ${step}`;
    let scores = this.#scores.get(key);
    if (!scores) {
      const run = this.#ownerOf(branch, step);
      this.#scores.set(key, (scores = finished(evaluatingAll(run.run, run.history.at(asStep(step))))));
    }
    return scores;
  }

  findings(branch: number, step: number): readonly Finding[] {
    const run = this.#ownerOf(branch, step);
    return finished(examining(run.run, run.history, asStep(step), 1e9)).findings;
  }

  /** Each branch's description, and that of what it left. */
  get changes(): readonly { readonly before: RunSpec; readonly spec: RunSpec }[] {
    return [...this.#runs.values()].flatMap(({ left, run }) => (left ? [{ before: left.run.spec, spec: run.spec }] : []));
  }

  #ownerOf(branch: number, step: number): OpenRun {
    const run = this.#runs.get(branch);
    if (run) return ownerOf(run, asStep(step));
    throw new FailureError({
      code: 'not-one-of',
      place: 'branch',
      found: String(branch),
      allowed: [...this.#runs.keys()].map(String),
    });
  }

  #branch(number: number, from: number, step: number, change: Change): void {
    const left = this.#ownerOf(from, step);
    // What a file keeps of a description is what is other in it.
    const spec = change.spec && { ...left.run.spec, ...change.spec };
    const read = readChange({ ...change, ...(spec && { spec }) }, left.run, this.tables);
    this.#runs.set(number, openBranch(left, asStep(step), left.history.at(asStep(step)), read, number, this.tables, compiling));
  }
}
