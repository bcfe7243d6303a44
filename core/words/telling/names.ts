import { subscript } from '#core/words/number.ts';

const isSymbol = (name: string): boolean => /^[xy][₀-₉]+$/u.test(name);

/** What the units are called in a sentence, and lists. Layers and units count from 1. */
const es = {
  input: (index: number) => `x${subscript(index)}`,
  /** A name that the data give: a column, or a class; x₁ is a symbol. */
  own: (name: string) => (isSymbol(name) ? name : `«${name}»`),
  output: 'salida',
  outputOf: (unit: number | string) => `salida ${unit}`,
  hidden: (unit: number) => `oculta ${unit}`,
  hiddenOf: (layer: number, unit: number) => `oculta ${layer} · ${unit}`,
  /** The name with its article. */
  the: (name: string) => (isSymbol(name) || name.startsWith('«') ? name : `la ${name}`),
  layer: (layer: number) => `la capa ${layer}`,
  /** A few units of a layer by their numbers, and many. */
  outputs: (units: string) => `las salidas ${units}`,
  hiddens: (units: string) => `las ocultas ${units}`,
  hiddensOf: (layer: number, units: string) => `las ocultas ${units} de la capa ${layer}`,
  others: (count: string) => `las otras ${count}`,
  outputLayer: 'la capa de salida',
  hiddenLayer: 'la capa oculta',
  /** Between numbers of a list, which may have decimals, and before the last item of any. */
  comma: '; ',
  and: ' y ',
  rise: 'subir',
  fall: 'bajar',
  /** Which way is covered. */
  change: 'cambiar',
};

const en: typeof es = {
  input: (index) => `x${subscript(index)}`,
  own: (name) => (isSymbol(name) ? name : `“${name}”`),
  output: 'output',
  outputOf: (unit) => `output ${unit}`,
  hidden: (unit) => `hidden ${unit}`,
  hiddenOf: (layer, unit) => `hidden ${layer} · ${unit}`,
  the: (name) => (name === 'output' ? 'the output' : name),
  layer: (layer) => `layer ${layer}`,
  outputs: (units) => `outputs ${units}`,
  hiddens: (units) => `hidden ${units}`,
  hiddensOf: (layer, units) => `hidden ${units} of layer ${layer}`,
  others: (count) => `the other ${count}`,
  outputLayer: 'the output layer',
  hiddenLayer: 'the hidden layer',
  comma: ', ',
  and: ' and ',
  rise: 'rise',
  fall: 'fall',
  change: 'change',
};

export const names = { es, en };
