import * as v from 'valibot';
import { findingKinds } from '#core/contract/health.ts';
import { phases } from '#core/contract/position.ts';
import { limits } from '#core/spec/methods.ts';
import { follow, target } from '#core/view/place.ts';
import { slots } from '#core/view/layout.ts';
import { tools, type Tool } from '#core/view/tools.ts';
import { whole, within } from '#core/view/values.ts';
import { viewState } from '#core/view/view-state.ts';
import { viewIds, type ViewId } from '#core/view/views.ts';
import { code } from './program.ts';

/** Version of lessons that this program reads. */
export const lessonVersion = 1;

/** What an expression can name. */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/));
/** What a text can name: a beat, an answer. */
const key = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]*$/));
const expression = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

/** A document, or one of the program's examples (`example`) with some keys other than its own; the reader of documents reads it. */
const run = v.record(v.string(), v.unknown());

/** What a beat shows. Theme and language are the person's own. */
const beatView = v.omit(viewState, ['version', 'theme', 'language']);

/** A key of an answer, in the order in which they are offered. `when` decides whether it is the right one; with a target it is given by a click too. */
const option = v.strictObject({ when: expression, target: v.optional(target) });

/** What is asked. The right answer always follows from the run. */
const ask = v.variant('kind', [
  /** One of several, in words or in the picture. */
  v.strictObject({ kind: v.literal('choice'), options: v.record(key, option) }),
  /** A number to type. `wrong` names what usual wrong answers come from. */
  v.strictObject({
    kind: v.literal('number'),
    answer: expression,
    /** Relative. */
    tolerance: v.optional(within(1e-9, 0.5), 0.02),
    wrong: v.optional(v.record(key, expression), {}),
    /** Whose number it is: there it is asked for. */
    target: v.optional(target),
  }),
  /** Rises, falls or stays: the sign of a number. */
  v.strictObject({ kind: v.literal('sign'), of: expression }),
  /** Things to put in order, from the smallest. */
  v.strictObject({ kind: v.literal('order'), items: v.record(key, expression) }),
]);
export type Ask = v.InferOutput<typeof ask>;

/** Keys of the answers to a question of sign. */
export const signKeys = ['rises', 'falls', 'stays'] as const;

/** Something that holds of what is on screen. */
const goal = v.union([
  /** Of the run, the branch, the step and the sample where the learner is. */
  v.strictObject({ when: expression }),
  /** A place in time; what is left out may be any. */
  v.strictObject({
    at: v.strictObject({
      step: v.optional(whole(0, limits.steps)),
      phase: v.optional(v.picklist(['start', ...phases])),
      layer: v.optional(whole(0, limits.layers)),
      unit: v.optional(whole(0, limits.units - 1)),
    }),
  }),
  v.strictObject({ selected: target }),
  v.strictObject({ follow }),
  v.strictObject({ view: v.picklist(viewIds) }),
  /** A finding that is there, or `gone` where the learner is. */
  v.strictObject({ finding: v.picklist(findingKinds), gone: v.optional(v.boolean(), false) }),
  /** A branch with other values of these settings than what it left, such as `optimizer.learningRate`. */
  v.strictObject({ branch: v.pipe(v.array(v.string()), v.minLength(1)) }),
]);
export type Goal = v.InferOutput<typeof goal>;

const task = v.strictObject({
  /** All of them. */
  goals: v.pipe(v.array(goal), v.minLength(1)),
  /** Commands with arguments that reach the goals: what "show me" does. */
  solution: v.pipe(v.array(v.strictObject({ id: v.string(), args: v.unknown() })), v.minLength(1)),
});

/** What the learner does without meanwhile. */
const off = v.optional(v.array(v.picklist(tools)), []);

const beat = v.strictObject({
  id: key,
  off,
  run: v.optional(key),
  view: beatView,
  /** What is hidden until it is answered, by place: `delta`, `delta[1]`, `delta[1][2]`. */
  cover: v.optional(v.array(expression), []),
  code: v.optional(code),
  ask: v.optional(ask),
  do: v.optional(task),
  /** Time goes on from the view to this place. */
  play: v.optional(
    v.strictObject({
      step: whole(0, limits.steps),
      phase: v.optional(v.picklist(['start', ...phases]), 'start'),
      stepsASecond: v.optional(within(0.1, 200)),
    }),
  ),
});
export type Beat = v.InferOutput<typeof beat>;

/** Beats of a lesson at most. */
export const mostBeats = 12;

export const lesson = v.strictObject({
  version: v.literal(lessonVersion),
  off,
  runs: v.record(key, run),
  /** Names for what the texts and the answers speak of. */
  names: v.optional(v.record(name, expression), {}),
  beats: v.pipe(v.array(beat), v.minLength(1), v.maxLength(mostBeats)),
});
export type Lesson = v.InferOutput<typeof lesson>;

/** What is switched off in a beat. */
export const offIn = (lesson: Lesson, beat: Beat): readonly Tool[] => [...lesson.off, ...beat.off];

/** The views beside the network that its beats open, each once. */
export const viewsIn = ({ beats }: Lesson): readonly ViewId[] => {
  const opened = beats.flatMap(({ view: { views } }) => (views ? slots.filter((slot) => views.open[slot]).map((slot) => views[slot]) : []));
  return [...new Set(opened)];
};
