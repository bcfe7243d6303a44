import { expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { countWriter, numberWriter } from '#core/words/number.ts';
import { exampleSpec } from '#renderer/model/run/examples.ts';
import { treeNodes } from '#renderer/model/tree.ts';
import { networkShape } from '#renderer/picture/shape.ts';
import { twoTwoTwoTrace } from './two-two-two.ts';

const read = readRunSpec(exampleSpec('twoTwoTwo'));
if (!read.ok) throw new Error('the example is not valid');
const shape = networkShape(read.value);
const trace = twoTwoTwoTrace();

test('the tree names what the trace holds and cuts what nobody would walk through', () => {
  const source = {
    shape,
    trace,
    words: catalogue.en.words,
    number: numberWriter('en', 4),
    count: countWriter('en'),
  };
  const nodes = treeNodes(source, new Set(['0', '1', '2', '2.1']));
  expect(nodes.map(({ id }) => id)).toEqual(['0', '0.0', '0.1', '1', '1.0', '1.1', '2', '2.0', '2.1', '2.1.0', '2.1.1', '2.1.b']);
  const weight = nodes.find(({ id }) => id === '2.1.0')!;
  expect(weight.values[0]).toEqual({ name: 'w', value: numberWriter('en', 4)(at(trace.layers[1]!.W, 0, 1)) });
  expect(weight.target).toEqual({ kind: 'weight', layer: 2, from: 0, to: 1 });
  const names = { inputs: ['ancho', 'largo'], outputs: ['no', 'sí'] };
  const named = treeNodes({ ...source, names }, new Set(['0', '2', '2.1']));
  expect(named.filter(({ label }) => / · (largo|sí)$/.test(label)).map(({ id }) => id)).toEqual(['0.1', '2.1']);
  const wide = { ...source, trace: undefined, shape: { ...shape, inputs: 500 } };
  const cut = treeNodes(wide, new Set(['0']));
  expect(cut.length).toBeLessThan(80);
  expect(cut.some(({ label }) => label.includes('436'))).toBe(true);
});
