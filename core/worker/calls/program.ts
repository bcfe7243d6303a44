import { exportRun } from '#core/code/export-run.ts';
import { exportForms } from '#core/spec/export-forms.ts';
import type { Branches } from '#core/worker/branches.ts';
import { fields, oneOf, readStep } from '#core/worker/queries.ts';
import type { Calls } from '#core/worker/server.ts';
import type { Visits } from '#core/worker/visits.ts';

/** The forms in which a run leaves. */
export const programCalls = (branches: Branches, { visit }: Visits): Pick<Calls, 'program'> => ({
  *program(query) {
    const { form, language, step } = fields(query);
    const target = oneOf('form', form, Object.keys(exportForms) as (keyof typeof exportForms)[]);
    const said = oneOf('language', language, ['es', 'en'] as const);
    const at = readStep(step);
    const { of, state } = yield* visit(branches.of(query), at);
    return exportRun(of.run, state, at, target, said);
  },
});
