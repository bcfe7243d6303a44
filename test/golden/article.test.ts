import { describe, expect, test } from 'vitest';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { advance, createWorkspace } from '#core/net/advance.ts';
import { parameterViews } from '#core/net/layout.ts';
import { initialState, prepareRun } from '#core/net/run.ts';
import { step } from '#core/net/step.ts';
import { expectClose, golden, specOf, type Numbers } from './golden.ts';

type Named = Readonly<Record<string, Numbers>>;
interface ArticleStep {
  readonly layers: readonly number[];
  readonly params: Readonly<Record<string, number[][]>>;
  readonly X: number[][];
  readonly Y: number[][];
  readonly lr: number;
  readonly forward: Named;
  readonly article_grads: Named;
  readonly true_mse_grads: Named;
  readonly bce_mean_grads: Named;
  readonly article_updated: Named;
}
interface Article200 {
  readonly layers: readonly number[];
  readonly learningRate: number;
  readonly X: number[][];
  readonly Y: number[][];
  readonly parameters: { W: number[][]; b: number[] }[];
  readonly firstGradients: { dW: number[][]; dbMean: number[] }[];
  readonly errors: number[];
  readonly parametersAfter200: { W: number[][]; b: number[] }[];
}

const network = (layers: readonly number[]) => ({
  inputs: layers[0],
  layers: layers.slice(1).map((units, l, all) => ({ units, activation: l === all.length - 1 ? 'sigmoid' : 'relu' })),
});

const expectGradients = (trace: StepTrace, reference: Named): void =>
  trace.layers.forEach(({ dW, db }, l) => {
    expectClose(dW.data, reference[`W${l + 1}`]!, 1e-12, `dW${l + 1}`);
    expectClose(db.data, reference[`b${l + 1}`]!, 1e-12, `db${l + 1}`);
  });

describe('one step of the article, four samples', () => {
  const file = golden<ArticleStep>('article-step.json');
  const trace = (options: object): StepTrace => {
    const run = prepareRun(
      specOf({
        data: { kind: 'inline', x: file.X, y: file.Y },
        network: network(file.layers),
        loss: 'mse',
        optimizer: { kind: 'sgd', learningRate: file.lr },
        parameters: [1, 2, 3].map((l) => ({ W: file.params[`W${l}`], b: file.params[`b${l}`]![0] })),
        ...options,
      }),
    );
    return step(run, 0, initialState(run), 'all').trace;
  };

  test('forward values and the printed error, the same in both arithmetics', () => {
    for (const arithmetic of ['standard', 'article']) {
      const { layers, loss } = trace({ arithmetic });
      layers.forEach(({ z }, l) => expectClose(z.data, file.forward[`Z${l + 1}`]!, 1e-12, `Z${l + 1}`));
      expectClose(layers[2]!.a.data, file.forward['A3']!, 1e-12, 'A3');
      expectClose([loss.total], file.forward['mse']!, 1e-12, 'mse');
    }
  });

  test('article arithmetic: its gradients and its update', () => {
    const article = trace({ arithmetic: 'article' });
    expectGradients(article, file.article_grads);
    article.layers.forEach(({ WAfter, bAfter }, l) => {
      expectClose(WAfter.data, file.article_updated[`W${l + 1}`]!, 1e-12, `W${l + 1} after`);
      expectClose(bAfter.data, file.article_updated[`b${l + 1}`]!, 1e-12, `b${l + 1} after`);
    });
  });

  test('standard arithmetic: the gradients of the mean squared error', () => expectGradients(trace({}), file.true_mse_grads));

  test('standard arithmetic: the gradients of mean binary cross-entropy', () =>
    expectGradients(trace({ loss: 'binary-cross-entropy' }), file.bce_mean_grads));

  test('the two arithmetics differ', () => expect(() => expectGradients(trace({}), file.article_grads)).toThrow());
});

test('200 iterations of the article', () => {
  const file = golden<Article200>('article-200.json');
  const run = prepareRun(
    specOf({
      data: { kind: 'inline', x: file.X, y: file.Y },
      network: network(file.layers),
      loss: 'mse',
      optimizer: { kind: 'sgd', learningRate: file.learningRate },
      arithmetic: 'article',
      parameters: file.parameters,
    }),
  );
  let state = initialState(run);
  step(run, 0, state, 'all').trace.layers.forEach(({ dW, db }, l) => {
    expectClose(dW.data, file.firstGradients[l]!.dW, 1e-9, `first dW${l + 1}`);
    expectClose(db.data, file.firstGradients[l]!.dbMean, 1e-9, `first db${l + 1}`);
  });
  let next: Float64Array = new Float64Array(run.layout.length);
  const workspace = createWorkspace(run);
  expect(file.errors).toHaveLength(200);
  file.errors.forEach((error, k) => {
    expectClose([advance(run, k, state, next, workspace).loss], error, 1e-9, `error of iteration ${k}`);
    [state, next] = [next, state];
  });
  parameterViews(run.layout, state).forEach(({ W, b }, l) => {
    expectClose(W, file.parametersAfter200[l]!.W, 1e-9, `W${l + 1}`);
    expectClose(b, file.parametersAfter200[l]!.b, 1e-9, `b${l + 1}`);
  });
});

test('the 2-2-2 worked example: sigmoid throughout, eta 0.5, biases held fixed', () => {
  const run = prepareRun(
    specOf({
      data: { kind: 'inline', x: [[0.05, 0.1]], y: [[0.01, 0.99]] },
      network: {
        layers: [
          { units: 2, activation: 'sigmoid' },
          { units: 2, activation: 'sigmoid' },
        ],
      },
      loss: 'half-squared-error',
      optimizer: { kind: 'sgd', learningRate: 0.5 },
      train: { biases: false },
      // prettier-ignore
      parameters: [
        { W: [[0.15, 0.25], [0.2, 0.3]], b: [0.35, 0.35] },
        { W: [[0.4, 0.5], [0.45, 0.55]], b: [0.6, 0.6] },
      ],
    }),
  );
  const first = step(run, 0, initialState(run), 'all');
  expectClose([first.trace.loss.total], 0.2983711087600027, 1e-12, 'loss before');
  expect(first.trace.layers.map(({ bAfter }) => [...bAfter.data])).toEqual([
    [0.35, 0.35],
    [0.6, 0.6],
  ]);
  expectClose([step(run, 1, first.next, 'all').trace.loss.total], 0.29102777369359933, 1e-12, 'loss after');
});
