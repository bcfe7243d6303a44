import * as v from 'valibot';
import { drillKinds } from '#core/drills/drill.ts';
import { planeKinds } from '#core/protocol/landscape.ts';
import type { OutputWords } from '#core/words/cli/outputs.ts';

/** What `retrograd schema` knows of what the commands write. */
export const outputNames = ['trace', 'metrics', 'parameters', 'check', 'landscape', 'drill', 'opened', 'course'] as const;
export type OutputName = (typeof outputNames)[number];

const number = v.union([v.number(), v.picklist(['NaN', 'Infinity', '-Infinity'])]);
const vector = v.array(number);
const matrix = v.array(vector);
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const flag = v.boolean();

/** The JSON that the commands write, as schemas that say in one language what each key holds. */
export const outputsIn = (words: OutputWords) => {
  const say = <Schema extends v.GenericSchema>(schema: Schema, key: keyof OutputWords) => v.pipe(schema, v.description(words[key]));
  const perhaps = <Schema extends v.GenericSchema>(schema: Schema, key: keyof OutputWords) => v.optional(say(schema, key));
  const beforeAndAfter = <Schema extends v.GenericSchema>(schema: Schema) =>
    v.strictObject({ before: say(schema, 'before'), after: say(schema, 'after') });

  const watched = { best: say(number, 'best'), waited: say(index, 'waited'), patience: say(index, 'patience') };
  const watch = v.strictObject({
    loss: perhaps(number, 'watchedLoss'),
    plateau: perhaps(beforeAndAfter(v.strictObject({ ...watched, factor: say(number, 'factor') })), 'plateau'),
    stopping: perhaps(
      beforeAndAfter(v.strictObject({ ...watched, bestStep: say(index, 'bestStep'), stopped: say(flag, 'isStopped') })),
      'stopping',
    ),
  });
  const normalization = v.strictObject({
    kind: say(v.picklist(['batch', 'layer']), 'normalizationKind'),
    hat: say(matrix, 'hat'),
    normalized: say(matrix, 'normalized'),
    dNormalized: say(matrix, 'dNormalized'),
    mean: say(vector, 'mean'),
    variance: say(vector, 'variance'),
    gamma: say(vector, 'gamma'),
    beta: say(vector, 'beta'),
    dGamma: say(vector, 'dGamma'),
    dBeta: say(vector, 'dBeta'),
    gammaAfter: say(vector, 'gammaAfter'),
    betaAfter: say(vector, 'betaAfter'),
  });
  const pair = (W: keyof OutputWords = 'W', b: keyof OutputWords = 'b') => v.strictObject({ W: say(matrix, W), b: say(vector, b) });
  const layer = v.strictObject({
    W: say(matrix, 'W'),
    b: say(vector, 'b'),
    z: say(matrix, 'z'),
    normalization: perhaps(normalization, 'normalization'),
    a: say(matrix, 'a'),
    slope: perhaps(matrix, 'slope'),
    mask: perhaps(matrix, 'mask'),
    branch: perhaps(matrix, 'branch'),
    dA: perhaps(matrix, 'dA'),
    dZ: say(matrix, 'dZ'),
    dW: say(matrix, 'dW'),
    db: say(vector, 'db'),
    unclipped: perhaps(pair('dW', 'db'), 'unclipped'),
    deltaW: say(matrix, 'deltaW'),
    deltab: say(vector, 'deltab'),
    WAfter: say(matrix, 'WAfter'),
    bAfter: say(vector, 'bAfter'),
    optimizer: say(v.record(v.string(), beforeAndAfter(pair())), 'optimizer'),
    perSample: perhaps(v.array(matrix), 'samples'),
  });
  const scores = { loss: say(number, 'metricsLoss'), accuracy: perhaps(number, 'accuracy') };
  const place = { layer: say(index, 'layer'), row: say(index, 'row'), col: say(index, 'col') };
  const symbol = v.looseObject({ letter: v.string() });

  return {
    trace: say(
      v.strictObject({
        step: say(index, 'step'),
        epoch: say(index, 'epoch'),
        batch: say(v.strictObject({ indices: say(v.array(index), 'indices'), x: say(matrix, 'x'), y: say(matrix, 'y') }), 'batch'),
        lr: say(number, 'lr'),
        watch: perhaps(watch, 'watch'),
        loss: say(
          v.strictObject({
            perSample: say(vector, 'perSample'),
            data: say(number, 'dataLoss'),
            penalty: say(number, 'penalty'),
            total: say(number, 'total'),
          }),
          'loss',
        ),
        gradientNorm: say(number, 'gradientNorm'),
        clipFactor: perhaps(number, 'clipFactor'),
        nadam: perhaps(
          v.strictObject({ momentum: say(number, 'momentum'), next: say(number, 'next'), product: say(number, 'product') }),
          'nadam',
        ),
        layers: say(v.array(layer), 'layers'),
      }),
      'trace',
    ),
    metrics: say(
      v.strictObject({
        step: say(index, 'updates'),
        epoch: say(index, 'epoch'),
        ...scores,
        validation: perhaps(v.strictObject(scores), 'validation'),
        test: perhaps(v.strictObject(scores), 'test'),
      }),
      'metrics',
    ),
    parameters: say(
      v.strictObject({
        step: say(index, 'ofStep'),
        parameters: say(
          v.array(v.strictObject({ ...pair().entries, gamma: perhaps(vector, 'gamma'), beta: perhaps(vector, 'beta') })),
          'layers',
        ),
      }),
      'parameters',
    ),
    check: say(
      v.strictObject({
        step: say(index, 'step'),
        h: say(number, 'h'),
        passed: say(flag, 'passed'),
        worst: say(number, 'worst'),
        parameters: say(
          v.array(
            v.strictObject({
              ...place,
              kind: say(v.picklist(['W', 'b', 'gamma', 'beta']), 'kind'),
              analytic: say(number, 'analytic'),
              numeric: say(number, 'numeric'),
              relativeError: say(number, 'relativeError'),
              kink: say(flag, 'kink'),
            }),
          ),
          'entries',
        ),
      }),
      'check',
    ),
    landscape: say(
      v.strictObject({
        step: say(index, 'step'),
        directions: say(v.picklist(planeKinds), 'directions'),
        x: say(vector, 'planeX'),
        y: say(vector, 'planeY'),
        lengths: say(vector, 'lengths'),
        variance: perhaps(vector, 'shares'),
        eigenvalue: perhaps(number, 'eigenvalue'),
        loss: say(number, 'planeLoss'),
        slope: say(vector, 'planeSlope'),
        path: say(
          v.strictObject({
            steps: say(v.array(index), 'pathSteps'),
            x: say(vector, 'pathX'),
            y: say(vector, 'pathY'),
            off: say(vector, 'off'),
          }),
          'path',
        ),
        grid: say(matrix, 'grid'),
      }),
      'landscape',
    ),
    drill: say(
      v.strictObject({
        seed: say(index, 'seed'),
        drills: say(
          v.array(
            v.strictObject({
              step: say(index, 'step'),
              kind: say(v.picklist(drillKinds), 'drillKind'),
              place: say(v.strictObject({ layer: index, unit: index, from: v.optional(index) }), 'place'),
              asked: say(symbol, 'asked'),
              share: say(flag, 'share'),
              value: say(number, 'value'),
              tolerance: say(number, 'tolerance'),
              needs: say(v.array(v.strictObject({ symbol, value: number })), 'needs'),
              wrong: say(v.array(v.strictObject({ slip: v.string(), belief: v.optional(v.string()), value: number })), 'wrong'),
            }),
          ),
          'drills',
        ),
      }),
      'drill',
    ),
    opened: say(
      v.strictObject({
        kind: say(v.picklist(['document', 'run', 'link', 'picture']), 'openedKind'),
        version: say(index, 'version'),
        newer: say(flag, 'newer'),
        name: perhaps(v.string(), 'documentName'),
        network: say(v.array(index), 'network'),
        steps: perhaps(index, 'reach'),
        branches: say(index, 'branches'),
        marks: say(index, 'marks'),
        view: say(flag, 'view'),
        states: say(index, 'states'),
        tables: say(v.array(v.string()), 'tables'),
        notebook: say(flag, 'notebook'),
        progress: say(flag, 'progress'),
        lesson: perhaps(v.string(), 'lesson'),
        thumbnail: say(flag, 'thumbnail'),
        migrated: say(v.record(v.string(), index), 'migrated'),
        leftOut: say(v.array(v.string()), 'leftOut'),
      }),
      'opened',
    ),
    course: say(
      v.strictObject({
        courses: say(
          v.array(
            v.strictObject({
              id: say(v.string(), 'id'),
              lessons: say(index, 'lessons'),
              languages: say(index, 'languages'),
              beats: say(index, 'beats'),
              asks: say(index, 'asks'),
              tasks: say(index, 'tasks'),
              faults: say(index, 'faults'),
            }),
          ),
          'courses',
        ),
      }),
      'course',
    ),
  } satisfies Record<OutputName, v.GenericSchema>;
};
