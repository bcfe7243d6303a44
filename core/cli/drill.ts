import { ok, type Result } from '#core/contract/failure.ts';
import { drillsAt } from '#core/drills/drills-at.ts';
import { drillKinds, wayOf, type Drill } from '#core/drills/drill.ts';
import { beliefOfSlip } from '#core/drills/slips.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import type { Run } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { catalogue, type Language } from '#core/words/catalogue.ts';
import { drills as drillWords, sayQuestion } from '#core/words/drills/drills.ts';
import { numberWriter } from '#core/words/number.ts';
import type { Command } from './arguments.ts';
import { stateAt } from './commands.ts';
import type { Report } from './progress.ts';
import { plain } from '#core/words/failure/plain.ts';

/** A question with the step that it is about, and how many samples its batch has. */
interface Asked {
  readonly step: number;
  readonly samples: number;
  readonly drill: Drill;
}

/** How many steps without a question are looked through. */
const mostEmpty = 100;

/** Numbers to work out by hand, as a sheet or as data; undefined where nothing can be asked. */
export const worksheet = (
  run: Run,
  { input: name, step: from, seed, count, answers, json }: Command<'drill'>,
  language: Language,
  report: Report,
): Result<string | undefined> => {
  const start = stateAt(run, from, report);
  if (!start.ok) return start;
  const all = questions(run, from, start.value, seed, count);
  if (all.length === 0) return ok(undefined);
  if (json) return ok(`${JSON.stringify({ seed, drills: all.map(dataOf) })}\n`);
  const words = drillWords[language];
  const number = numberWriter(catalogue[language].locale, 3);
  const { network, loss, reduction } = run.spec;
  const names = catalogue[language].words.methods;
  const layers = [`${network.inputs}`, ...network.layers.map(({ units, activation }) => `${units} (${names.activations[activation]})`)];
  const blank = '____________';
  const lines = [
    `${words.sheet.title(plain(name), `${seed}`)}`,
    '',
    `${words.sheet.name} ${blank}${blank}`,
    '',
    words.sheet.network(layers.join(' → '), names.losses[loss]),
    words.precision,
    '',
    ...all.flatMap(({ drill, step, samples }, i) => {
      const given = drill.needs.map(({ symbol, value }) => `${nameOf(symbol)} = ${number(value)}`);
      const batch = samples > 1 && ['fromLogits', 'deltaOut'].includes(wayOf(drill));
      const mean = batch ? ` ${(reduction === 'sum' ? words.sumOf : words.meanOf)(`${samples}`)}` : '';
      return [
        `${i + 1}. [${step}] ${sayQuestion(words, drill, network.layers.length)}${mean}`,
        `   ${given.join('   ')}`,
        `   ${blank}`,
        '',
      ];
    }),
    ...(answers
      ? [
          `${words.sheet.answers}`,
          '',
          ...all.flatMap(({ drill: { value, wrong } }, i) => [
            `${i + 1}. ${number(value)}`,
            ...wrong.map(({ slip, value }) => `     ${number(value)}: ${words.mistakes[slip]}`),
          ]),
          '',
        ]
      : []),
  ];
  return ok(lines.join('\n'));
};

/** One question a step, kind after kind, of the first sample of its batch: of the same step one would give away the other. */
const questions = (run: Run, from: number, start: Float64Array, seed: number, count: number): readonly Asked[] => {
  const workspace = createWorkspace(run);
  const asked: Asked[] = [];
  let state = start;
  for (let k = from, empty = 0; asked.length < count && empty < mostEmpty; k++) {
    const { trace, failure } = step(run, k, state, [0]);
    if (failure) break;
    const turn = drillKinds[(k - from) % drillKinds.length]!;
    const drill = drillsAt(run.spec, trace, seed, [turn]).drills[0] ?? drillsAt(run.spec, trace, seed).drills[0];
    empty = drill ? 0 : empty + 1;
    if (drill) asked.push({ step: k, samples: trace.batch.indices.length, drill });
    const next = new Float64Array(state.length);
    if (advance(run, k, state, next, workspace).stopped) break;
    state = next;
  }
  return asked;
};

const dataOf = ({ step, drill }: Asked) => ({
  step,
  ...drill,
  wrong: drill.wrong.map(({ slip, value }) => ({ slip, belief: beliefOfSlip[slip], value })),
});

/** A symbol as plain text: layer in brackets, units from 1; a weight from one unit to another. */
const nameOf = ({ letter, layer, indices = [], derivative }: Drill['asked']): string => {
  const letters: Readonly<Record<string, string>> = { eta: 'η', slope: 'f′(z)' };
  const units = indices.map((index) => index + 1).join('→');
  const own = `${letters[letter] ?? letter}${layer === undefined ? '' : `[${layer}]`}${units && ` ${units}`}`;
  return derivative ? `∂L/∂${own}` : own;
};
