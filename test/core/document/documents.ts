import { readFileSync } from 'node:fs';
import { readRunText } from '#core/spec/read-run-spec.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { writeState } from '#core/document/tensor-file.ts';
import type { DocumentToWrite } from '#core/document/write-file.ts';

/** The run file with branches, marks and a view. */
export const goldenRun = readFileSync(new URL('../../golden/document.json', import.meta.url), 'utf8');

export const specOf = (text: string): RunSpec => {
  const read = readRunText(text);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
};

/** The state of a run after so many updates. */
export const stateAfter = (spec: RunSpec, steps: number): Float64Array => {
  const run = prepareRun(spec);
  const workspace = createWorkspace(run);
  let [state, next]: Float64Array[] = [initialState(run), initialState(run)];
  for (let k = 0; k < steps; k++) {
    advance(run, k, state!, next!, workspace);
    [state, next] = [next, state];
  }
  return state!;
};

/** A document with something of everything. */
export const richDocument = (): DocumentToWrite => {
  const spec = specOf(goldenRun);
  return {
    run: goldenRun,
    example: 'first',
    lesson: { course: 'backpropagation', id: '1' },
    tables: [{ table: 'números.csv', bytes: new TextEncoder().encode('a,b\n1,2\n') }],
    states: [{ branch: 0, step: 40, bytes: writeState(spec, stateAfter(spec, 40), 40) }],
    notebook: '{"version":1,"entries":[]}',
    progress: '{"version":1,"courses":{}}',
    thumbnail: Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
  };
};
