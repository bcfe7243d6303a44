import type { ScriptWords } from '#core/words/cli/scripts.ts';
import { createBatcher } from '#core/data/batches.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { initialState, type Run } from '#core/net/run.ts';
import { plateauAt, stoppingOf } from '#core/net/watch.ts';
import { rows, when, type Watch, type Wrap } from './python.ts';
import { tensorsOf } from './tensors.ts';

/** Whether the script must evaluate samples that are held out of training. */
export const evaluates = ({ layout, validation }: Run): boolean => layout.epochLoss >= 0 && validation.samples > 0;

/** The watch (the schedule `plateau`, early stopping) of a run whose script begins at theta_step. */
export const watchLines = (run: Run, words: ScriptWords, state: Float64Array, step: number, wrap: Wrap): Watch => {
  const { spec, layout, train, validation } = run;
  if (layout.epochLoss < 0) return { lines: [], restores: false };
  const { schedule } = spec;
  const perEpoch = createBatcher(spec, train.samples).batchesPerEpoch;
  const plateau = schedule.kind === 'plateau' ? schedule : undefined;
  const held = evaluates(run);
  return {
    restores: spec.stopping?.restore ?? false,
    lines: [
      ...when(
        held,
        '',
        `# ${words.heldOutSamples}`,
        `X_HELD = ${rows(validation.x, validation.inputs, wrap)}`,
        `Y_HELD = ${rows(validation.y, validation.outputs, wrap)}`,
      ),
      ...(plateau ? plateauState(run, state) : []),
      ...(spec.stopping ? stoppingState(run, words, state, step) : []),
      ...when(!held, `epoch = dict(loss=${state[layout.epochLoss]!})`),
      '',
      '',
      'def watch(k, loss, count):',
      `    """${words.watch}"""`,
      ...when(
        !held,
        `    epoch["loss"] = (0 if k % ${perEpoch} == 0 else epoch["loss"]) + loss${spec.reduction === 'sum' ? '' : ' * count'}`,
      ),
      ...when(perEpoch > 1, `    if k % ${perEpoch} < ${perEpoch - 1}:`, '        return False'),
      held ? '    loss = held_out_loss()' : `    loss = epoch["loss"]${spec.reduction === 'sum' ? '' : ' / len(X)'}`,
      ...(plateau
        ? [
            `    if k >= ${plateau.warmup}:`,
            `        if loss < plateau["best"] * (1 - ${plateau.threshold}):`,
            '            plateau.update(best=loss, waited=0)',
            `        elif plateau["waited"] < ${plateau.patience}:`,
            '            plateau["waited"] += 1',
            '        else:',
            `            plateau.update(waited=0, factor=plateau["factor"] * ${plateau.gamma})`,
          ]
        : []),
      ...(spec.stopping
        ? [
            `    if loss < stopping["best"] - ${spec.stopping.minImprovement}:`,
            `        stopping.update(best=loss, waited=0${spec.stopping.restore ? ', parameters=parameters()' : ''})`,
            '    else:',
            '        stopping["waited"] += 1',
            `    return stopping["waited"] >= ${spec.stopping.patience}`,
          ]
        : ['    return False']),
      '',
    ],
  };
};

const plateauState = ({ layout }: Run, state: Float64Array): string[] => {
  const { best, waited, factor } = plateauAt(state, layout.plateau);
  return ['', `plateau = dict(best=${best}, waited=${waited}, factor=${factor})`];
};

const stoppingState = (run: Run, words: ScriptWords, state: Float64Array, step: number): string[] => {
  const { best, bestStep, waited } = stoppingOf(run, state)!;
  const begun = [`best=${best}`, `waited=${waited}`];
  if (!run.spec.stopping!.restore) return ['', `stopping = dict(${begun.join(', ')})`];
  return ['', `# ${words.bestStep}`, `stopping = dict(${begun.join(', ')}, parameters=${bestParameters(run, step, bestStep)})`];
};

/** The parameters of the best step before the script begins: its own where that is the same step. */
const bestParameters = (run: Run, step: number, best: number): string => {
  if (best === step) return 'parameters()';
  const workspace = createWorkspace(run);
  let state: Float64Array = initialState(run);
  for (let k = 0; k < best; k++) {
    const next = new Float64Array(state.length);
    advance(run, k, state, next, workspace);
    state = next;
  }
  const entries = tensorsOf(run, state).map(({ name, shape, data }) => [
    name,
    shape.length === 1
      ? Array.from(data)
      : Array.from({ length: shape[0]! }, (_, r) => Array.from(data.subarray(r * shape[1]!, (r + 1) * shape[1]!))),
  ]);
  return JSON.stringify(Object.fromEntries(entries));
};
