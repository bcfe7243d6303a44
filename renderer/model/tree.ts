import type { Covers } from '#core/account/cover.ts';
import type { QuantitySymbol } from '#core/account/quantity.ts';
import { at } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { ownName, type UnitNames } from '#renderer/picture/own-names.ts';
import { unitsOf, type NetworkShape, type Target } from '#renderer/picture/shape.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { NumberWriter } from '#core/words/number.ts';

/** A node of the tree that mirrors the picture: what it is called and what it holds. */
export interface TreeNode {
  readonly id: string;
  /** 1 layer, 2 unit, 3 weight or bias. */
  readonly level: 1 | 2 | 3;
  readonly label: string;
  /** Numbers of the shown step, named. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly target?: Target;
  readonly expandable: boolean;
}

/** A list longer than this is cut and says so: nobody walks through hundreds of weights by arrow key. */
export const treeLimit = 64;

interface Source {
  readonly shape: NetworkShape;
  readonly trace: StepTrace | undefined;
  readonly words: Words;
  readonly names?: UnitNames | undefined;
  readonly number: NumberWriter;
  readonly count: NumberWriter;
  /** What a question hides. */
  readonly covers?: Covers | undefined;
}

export const layerName = (shape: NetworkShape, layer: number, words: Words): string =>
  layer === 0 ? words.picture.inputs : layer === shape.layers.length ? words.picture.output : words.picture.hidden(layer);

const unitName = ({ shape, words, names }: Source, layer: number, unit: number): string => {
  const own = ownName(names, shape.layers.length, layer, unit);
  const name = layer === 0 ? words.stage.input(unit + 1) : words.stage.unit(unit + 1);
  return own === undefined ? name : `${name} · ${own}`;
};

/** The visible nodes in order: layers, the units of open layers, the weights of open units. */
export const treeNodes = (source: Source, open: ReadonlySet<string>): TreeNode[] =>
  Array.from({ length: source.shape.layers.length + 1 }, (_, layer) => layerNodes(source, layer, open)).flat();

/** A number as it may be told; what a question covers is asked for. */
const told = ({ number, covers }: Source, symbol: QuantitySymbol, value: number): string => (covers?.(symbol) ? '?' : number(value));

const layerNodes = (source: Source, layer: number, open: ReadonlySet<string>): TreeNode[] => {
  const id = `${layer}`;
  const node: TreeNode = { id, level: 1, label: layerName(source.shape, layer, source.words), values: [], expandable: true };
  if (!open.has(id)) return [node];
  const units = unitsOf(source.shape, layer);
  const shown = Math.min(units, treeLimit);
  const nodes = Array.from({ length: shown }, (_, unit) => unitNodes(source, layer, unit, open)).flat();
  return [node, ...nodes, ...(shown < units ? [restNode(source, `${id}.rest`, 2, units - shown)] : [])];
};

const restNode = ({ words, count }: Source, id: string, level: 2 | 3, more: number): TreeNode => ({
  id,
  level,
  label: level === 2 ? words.stage.moreUnits(count(more)) : words.picture.more(more),
  values: [],
  expandable: false,
});

const unitNodes = (source: Source, layer: number, unit: number, open: ReadonlySet<string>): TreeNode[] => {
  const { shape, trace, words } = source;
  const own = (letter: string, value: number, derivative = false): string =>
    told(source, { letter, layer, indices: [unit], derivative }, value);
  const weight = (from: number, value: number, derivative = false): string =>
    told(source, { letter: 'w', layer, indices: [from, unit], derivative }, value);
  const id = `${layer}.${unit}`;
  const of = trace?.layers[layer - 1];
  const values =
    layer === 0
      ? trace && [{ name: 'x', value: own('a', at(trace.batch.x, 0, unit)) }]
      : of && [
          { name: 'z', value: own('z', at(of.z, 0, unit)) },
          { name: 'a', value: own('a', at(of.a, 0, unit)) },
          ...(of.dA ? [{ name: 'dL/da', value: own('a', at(of.dA, 0, unit), true) }] : []),
          { name: 'dL/dz', value: own('z', at(of.dZ, 0, unit), true) },
        ];
  const node: TreeNode = {
    id,
    level: 2,
    label: unitName(source, layer, unit),
    values: values ?? [],
    target: { kind: 'unit', layer, unit },
    expandable: layer > 0,
  };
  if (layer === 0 || !open.has(id)) return [node];
  const incoming = unitsOf(shape, layer - 1);
  const shown = Math.min(incoming, treeLimit);
  const weights = Array.from({ length: shown }, (_, from): TreeNode => ({
    id: `${id}.${from}`,
    level: 3,
    label: words.stage.weight(unitName(source, layer - 1, from)),
    values: of
      ? [
          { name: 'w', value: weight(from, at(of.W, from, unit)) },
          { name: words.stage.gradient, value: weight(from, at(of.dW, from, unit), true) },
        ]
      : [],
    target: { kind: 'weight', layer, from, to: unit },
    expandable: false,
  }));
  const bias: TreeNode = {
    id: `${id}.b`,
    level: 3,
    label: words.stage.bias,
    values: of
      ? [
          { name: 'b', value: own('b', at(of.b, 0, unit)) },
          { name: words.stage.gradient, value: own('b', at(of.db, 0, unit), true) },
        ]
      : [],
    target: { kind: 'bias', layer, unit },
    expandable: false,
  };
  return [node, ...weights, ...(shown < incoming ? [restNode(source, `${id}.rest`, 3, incoming - shown)] : []), bias];
};

/** The node that holds this one; undefined at the top. */
export const parentOf = (id: string): string | undefined => (id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : undefined);
