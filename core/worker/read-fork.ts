import type { DifferenceQuery, ParameterChange, SampleChange } from '#core/spec/branch.ts';
import { FailureError } from '#core/contract/failure.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import type { Step } from '#core/contract/units.ts';
import type { Tables } from '#core/data/table.ts';
import { indexOf, type ForkChange } from '#core/net/fork.ts';
import type { Layout } from '#core/net/layout.ts';
import type { Run } from '#core/net/run.ts';
import { between, fields, readPlaceQuery, readStep, whole, wrongType } from './queries.ts';

/** Where a branch is to leave, before it is known what it leaves. */
export const readForkPoint = (
  fork: unknown,
): { readonly from: unknown; readonly step: Step; readonly change: unknown; readonly aside: boolean } => {
  const { from, step, change, aside = false } = fields(fork);
  if (typeof aside !== 'boolean') throw wrongType('aside', 'boolean', aside);
  return { from, step: readStep(step), change, aside };
};

/** What a branch of `run` changes, checked against its layers and samples. */
export const readChange = (change: unknown, { layout, train }: Run, tables: Tables): ForkChange => {
  const { spec, parameters = [], samples = [] } = fields(change);
  const read = spec === undefined ? undefined : readRunSpec(spec, tables);
  if (read && !read.ok) throw new FailureError(read.failure);
  return {
    spec: read?.value,
    parameters: rows('change.parameters', parameters).map((item, i) => readParameterChange(`change.parameters[${i}]`, item, layout)),
    samples: rows('change.samples', samples).map((item, i): SampleChange => {
      const place = `change.samples[${i}]`;
      const { sample, x, y } = fields(item);
      return {
        sample: whole(`${place}.sample`, sample, 0, train.samples - 1),
        ...(x === undefined ? {} : { x: numbers(`${place}.x`, x, train.inputs) }),
        ...(y === undefined ? {} : { y: numbers(`${place}.y`, y, train.outputs) }),
      };
    }),
  };
};

/** Puts another value, if one is said, in the place of one parameter of a state. */
export const readInstead = (instead: unknown, layout: Layout): ((state: Float64Array) => void) => {
  if (instead === undefined) return () => undefined;
  const { place, value } = readParameterChange('instead', instead, layout);
  return (state) => void (state[indexOf(layout, place)] = value);
};

const readParameterChange = (at: string, change: unknown, { layers }: Layout): ParameterChange => {
  const { place, value } = fields(change);
  return { place: readPlaceQuery({ step: 0, place }, layers).place, value: finite(`${at}.value`, value) };
};

export const readDifferenceQuery = (query: unknown): { readonly a: unknown; readonly b: unknown; readonly to: DifferenceQuery['to'] } => {
  const { a, b, to } = fields(query);
  return { a, b, to: readStep(to) };
};

const rows = (place: string, value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw wrongType(place, 'list', value);
  return value;
};

const finite = (place: string, value: unknown): number => between(place, value, -Number.MAX_VALUE, Number.MAX_VALUE);

const numbers = (place: string, value: unknown, length: number): number[] => {
  const list = rows(place, value);
  if (list.length !== length) throw new FailureError({ code: 'wrong-shape', place, expected: String(length), found: String(list.length) });
  return list.map((item, i) => finite(`${place}[${i}]`, item));
};
