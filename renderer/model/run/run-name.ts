import type { RunSpec } from '#core/spec/run-spec.ts';
import type { Words } from '#core/words/catalogue.ts';
import type { ExampleName } from './examples.ts';

/** What a run's file is called unless the person says: by the example that it is, or by its data, and the shape of its network. */
export const nameOf = ({ data, network }: RunSpec, example: ExampleName | undefined, words: Words): string => {
  const shape = [network.inputs, ...network.layers.map(({ units }) => units)];
  const about = plain(example ? words.shell.examples[example] : dataName(data, words));
  // A deep network is told by its ends.
  const layers = shape.length <= mostLayers ? shape.join('-') : `${shape[0]}-${shape.length - 2}x-${shape.at(-1)}`;
  return about.endsWith(layers) ? about : `${about}-${layers}`;
};

/** Layers that a name tells one by one. */
const mostLayers = 8;

const dataName = (data: RunSpec['data'], { methods, shell }: Words): string => {
  switch (data.kind) {
    case 'generator':
      return methods.generators[data.name];
    case 'dataset':
      return methods.datasets[data.name];
    case 'csv':
      return withoutExtension(data.file);
    case 'inline':
      return shell.plainNetwork;
  }
};

/** What a run of the person's own is called on screen: by its table, where it has one. */
export const ownName = (data: RunSpec['data'] | undefined, { shell }: Words): string =>
  data?.kind === 'csv' ? withoutExtension(data.file) : shell.ownRun;

/** A file's name without what follows its last dot. */
export const withoutExtension = (file: string): string => file.replace(/(?<=.)\.[^.]*$/, '');

/** Small letters and digits that every system takes, the words joined by hyphens. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
