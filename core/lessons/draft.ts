import { briefOf } from '#core/view/document.ts';
import type { ViewState, ViewStateInput } from '#core/view/view-state.ts';
import { slots } from '#core/view/layout.ts';
import type { Command } from '#core/view/commands.ts';
import type { Language } from '#core/words/catalogue.ts';
import { attempt } from './attempt.ts';
import { courseFile } from './course-files.ts';
import { courseVersion } from './course.ts';
import { lessonVersion, type Goal } from './lesson.ts';
import { readText } from './text.ts';

/** What was on screen when somebody made a scene of it: all that a beat needs, as files keep it. */
export interface DraftScene {
  /** The run with its branches, as its file holds it. */
  readonly run: RunJson;
  /** How far it trains. */
  readonly steps: number;
  readonly view: ViewState;
  /** Of the step that is shown; undefined where it is none. */
  readonly loss: number | undefined;
}
export type RunJson = Readonly<Record<string, unknown>>;

interface BranchJson {
  readonly number: number;
  readonly from: number;
  readonly step: number;
  readonly change: { readonly spec?: object };
}

/** What was done from a scene to the next, as a task. */
export interface DraftTask {
  readonly goals: readonly Goal[];
  readonly solution: readonly Command[];
  /** The run itself was changed, and not only the place and what is looked at. */
  readonly changes: boolean;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const branchesOf = ({ branches = [] }: RunJson): readonly BranchJson[] => branches as readonly BranchJson[];

/** What leads from a scene to the next, and what holds there; undefined where nothing was done, or another run was opened. */
export const taskBetween = (before: DraftScene, after: DraftScene): DraftTask | undefined => {
  const [old, all] = [branchesOf(before.run), branchesOf(after.run)];
  const goesOn = same({ ...before.run, branches: old }, { ...after.run, branches: all.slice(0, old.length) });
  if (!goesOn || after.steps < after.view.place.step) return undefined;
  const left = all.slice(old.length);
  const [from, to] = [before.view, after.view];
  const solution: Command[] = [];
  let branch = from.place.branch;
  const turnTo = (next: number): void => {
    if (next !== branch) solution.push({ id: 'turnTo', args: { branch: next } });
    branch = next;
  };
  for (const { number, from: of, step, change } of left) {
    turnTo(of);
    solution.push({ id: 'fork', args: { change, step } });
    branch = number;
  }
  turnTo(to.place.branch);
  const { branch: was, ...start } = from.place;
  const { branch: is, ...end } = to.place;
  if (!same(start, end)) solution.push({ id: 'goTo', args: briefPlace(end) });
  const done: Goal[] = [];
  if (from.follow !== to.follow) {
    solution.push({ id: 'follow', args: { sample: to.follow } });
    done.push({ follow: to.follow });
  }
  if (!same(from.selected, to.selected)) {
    solution.push({ id: 'select', args: { ...(to.selected && { target: to.selected }) } });
    if (to.selected) done.push({ selected: to.selected });
  }
  const { views } = to;
  for (const slot of views ? slots.filter((one) => views.open[one]) : []) {
    const view = views![slot];
    if (from.views?.open[slot] && from.views[slot] === view) continue;
    solution.push({ id: 'openView', args: { view, slot } });
    if (!slots.some((one) => from.views?.open[one] && from.views[one] === view)) done.push({ view });
  }
  if (!same(from.compared, to.compared)) solution.push({ id: 'compare', args: { branches: to.compared } });
  const goals = left.length > 0 ? changeGoals(left, before, after) : done;
  if (goals.length === 0 && !same({ branch: was, ...start }, { branch: is, ...end })) goals.push({ at: placeOf(end) });
  return solution.length > 0 && goals.length > 0 ? { goals, solution, changes: left.length > 0 } : undefined;
};

/** Branches with other settings, or else a loss that is on the other side of the middle between then and now. */
const changeGoals = (left: readonly BranchJson[], { loss: was }: DraftScene, { loss: is }: DraftScene): Goal[] => {
  const settings = left.flatMap(({ change }) => (change.spec ? [{ branch: Object.keys(change.spec) }] : []));
  if (settings.length > 0 || was === undefined || is === undefined) return settings;
  const middle = Number(((was + is) / 2).toPrecision(3));
  const parts = Math.min(was, is) < middle && middle < Math.max(was, is) && middle >= 1e-6;
  return parts ? [{ when: `loss ${is < was ? '<' : '>'} ${middle}` }] : [];
};

type Place = Omit<ViewState['place'], 'branch'>;
const placeOf = ({ step, phase, layer, unit }: Place) => ({ step, phase, layer, unit });

/** Without what is so by itself. */
const briefPlace = ({ step, phase, layer, unit, part, through }: Place) => ({
  step,
  ...(phase !== 'start' && { phase }),
  ...(layer > 0 && { layer }),
  ...(unit > 0 && { unit }),
  ...(part > 0 && { part }),
  ...(through < 1 && { through }),
});

/** What a beat shows, as an author would write it. */
const beatView = (view: ViewState): Partial<ViewStateInput> => {
  const { place, follow, selected, camera, compared, loop, whatIf, unitSurfaces, views, choices } = briefOf(view);
  const { branch = 0, ...position } = view.place;
  return {
    place: { ...(branch > 0 && { branch }), ...briefPlace(position) } as typeof place,
    ...(follow !== 'batch' && { follow }),
    ...(selected && { selected }),
    ...(camera && { camera }),
    ...(compared && compared.length > 0 && { compared }),
    ...(loop && { loop }),
    ...(whatIf && { whatIf }),
    ...(unitSurfaces && { unitSurfaces }),
    ...(views && { views }),
    ...(choices && { choices }),
  };
};

/** What stands where the author has said nothing yet. */
export interface DraftWords {
  readonly draftSay: string;
  readonly draftTask: string;
  readonly draftHints: readonly string[];
  readonly draftUnit: string;
}

/** A scene with what the author made of it. */
export interface DraftBeat extends DraftScene {
  readonly note: string;
  readonly task: Omit<DraftTask, 'changes'> | undefined;
}

/** The files of a course with one lesson, in one language, made of recorded scenes: a draft that is right, to be written on. */
export const draftCourse = (
  beats: readonly DraftBeat[],
  title: string,
  language: Language,
  words: DraftWords,
): Readonly<Record<string, string>> => {
  const titles = (text: string) => ({ [language]: text });
  const runs: { readonly name: string; readonly run: RunJson; steps: number }[] = [];
  const nameOf = ({ run, steps }: DraftScene): string => {
    let own = runs.find((one) => same(one.run, run));
    if (!own) runs.push((own = { name: runs.length === 0 ? 'main' : `run${runs.length + 1}`, run, steps }));
    own.steps = Math.max(own.steps, steps);
    return own.name;
  };
  const scenes = beats.map((beat, index) => {
    const name = nameOf(beat);
    const { task } = beat;
    return {
      id: `scene${index + 1}`,
      ...(name !== 'main' && { run: name }),
      view: beatView(beat.view),
      ...(task && { do: { goals: task.goals, solution: task.solution } }),
    };
  });
  const lesson = {
    version: lessonVersion,
    runs: Object.fromEntries(runs.map(({ name, run, steps }) => [name, { ...run, steps }])),
    beats: scenes,
  };
  const course = {
    version: courseVersion,
    id: idOf(title),
    languages: [language],
    title: titles(title),
    units: [
      {
        id: '1',
        title: titles(words.draftUnit),
        sections: [{ id: '1', title: titles(title), lessons: [{ id: '1', title: titles(title) }] }],
      },
    ],
  };
  const text = beats.map(({ note, task }, index) => {
    const said = saidBy(note) || words.draftSay;
    const toDo = task ? `\n\n! ${words.draftTask}\n\n${words.draftHints.map((hint) => `> ${hint}`).join('\n')}` : '';
    return `## scene${index + 1}\n\n${said}${toDo}\n`;
  });
  return {
    [courseFile]: `${tidy(course)}\n`,
    '1/lesson.json': `${tidy(lesson)}\n`,
    [`1/${language}.md`]: text.join('\n'),
  };
};

/** Characters of a line of JSON. */
const lineLength = 100;

/** JSON to be read and written on: what fits on a line stands on one. `before` is what its first line begins with. */
const tidy = (value: unknown, indent = '', before = 0): string => {
  const line = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']');
  if (typeof value !== 'object' || value === null || indent.length + before + line.length <= lineLength) return line;
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const entries = list
    ? (value as unknown[]).map((one) => ['', one] as const)
    : Object.entries(value).map(([key, one]) => [`${JSON.stringify(key)}: `, one] as const);
  const lines = entries.map(([key, one]) => `${inner}${key}${tidy(one, inner, key.length)}`);
  return `${list ? '[' : '{'}\n${lines.join(',\n')}\n${indent}${list ? ']' : '}'}`;
};

/** A name that a folder and a course can have. */
export const idOf = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'course';

/** A note as the text of a beat: its marks mean what they mean in a text, as long as they can be read; else they are letters like others. */
const saidBy = (note: string): string => {
  const paragraphs = note
    .split(/\n+/)
    .map((line) => line.replace(/^[\s?!>#-]+(?=\s)/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n\n');
  const reads = attempt(() => readText(`## scene\n\n${paragraphs}`));
  return reads.ok && reads.value.beats.get('scene')!.say.length > 0 ? paragraphs : paragraphs.replaceAll(/[$`{}*_<]|\[\[|\]\]/g, '');
};
