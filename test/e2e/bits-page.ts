import { updatesOf } from '#core/compile/updates.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { hashedRuns, hashedSteps, hashOf } from '#test/golden/hashed-runs.ts';

/** What a thousand updates of each run come to on either core, in the page that runs this. */
export const hashesOf = (compile: 'never' | 'now'): Record<string, number> =>
  Object.fromEntries(
    Object.entries(hashedRuns).map(([name, input]) => {
      const read = readRunSpec(input);
      if (!read.ok) throw new Error(read.failure.code);
      const run = prepareRun(read.value);
      const state = initialState(run);
      const refused = (reason: unknown): never => {
        throw reason;
      };
      updatesOf(run, { compile, refused }).make(0, hashedSteps, state, () => undefined);
      return [name, hashOf(state)];
    }),
  );
