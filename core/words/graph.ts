import { plural } from './plural.ts';

/** The computation graph of one unit. */
const es = {
  title: 'Grafo de cómputo',
  sample: (index: string) => `muestra ${index}`,
  whole: 'toda la red',
  forward: 'hacia delante ↓',
  backward: 'hacia atrás ↑',
  operation: 'operación',
  value: 'valor',
  local: '∂ local',
  adjoint: 'adjunto',
  ofSample: 'de la muestra',
  told: 'Adjunto: cuánto cambia la pérdida del lote con ese valor. Es el adjunto de abajo por la derivada local.',
  form: 'Cómo se ve',
  forms: { graph: 'Grafo', list: 'Lista' },
  graph: (unit: string) => `Grafo de cómputo de: ${unit}. La lista dice lo mismo en palabras.`,
  /** What stands over and under an arrow. */
  legend: { value: 'valor', adjoint: '∂L/∂valor', local: '× derivada local' },
  more: (products: string) => `${products} más`,
  rest: (products: string) => plural.es(products, 'El otro producto', `Los otros ${products} productos, juntos`),
  next: (layer: number) => `capa ${layer}`,
  /** An operand, for those who cannot see it. */
  operand: (name: string, value: string | undefined, adjoint: string | undefined) =>
    `${name}${value === undefined ? '' : `: ${value}`}${adjoint === undefined ? '' : `; ∂L: ${adjoint}`}`,
  share: 'Izquierda: la parte de esta muestra y esta neurona.',
  fromNext: (units: string, layer: number) =>
    plural.es(
      units,
      `La culpa de a llega de la neurona de la capa ${layer}.`,
      `La culpa de a suma la de las ${units} neuronas de la capa ${layer}.`,
    ),
  normalised: 'N no tiene una sola derivada: depende de todo el grupo.',
};

const en: typeof es = {
  title: 'Computation graph',
  sample: (index) => `sample ${index}`,
  whole: 'whole network',
  forward: 'forward ↓',
  backward: 'backward ↑',
  operation: 'operation',
  value: 'value',
  local: 'local ∂',
  adjoint: 'adjoint',
  ofSample: 'of the sample',
  told: 'Adjoint: how the loss of the batch changes with that value. It is the adjoint below times the local derivative.',
  form: 'How it is shown',
  forms: { graph: 'Graph', list: 'List' },
  graph: (unit) => `Computation graph of: ${unit}. The list says the same in words.`,
  legend: { value: 'value', adjoint: '∂L/∂value', local: '× local derivative' },
  more: (products) => `${products} more`,
  rest: (products) => plural.en(products, 'The other product', `The other ${products} products, together`),
  next: (layer) => `layer ${layer}`,
  operand: (name, value, adjoint) => `${name}${value === undefined ? '' : `: ${value}`}${adjoint === undefined ? '' : `; ∂L: ${adjoint}`}`,
  share: 'Left: this sample’s and this unit’s share.',
  fromNext: (units, layer) =>
    plural.en(
      units,
      `The blame of a comes from the unit of layer ${layer}.`,
      `The blame of a sums that of the ${units} units of layer ${layer}.`,
    ),
  normalised: 'N has no single derivative: it depends on the whole group.',
};

export const graph = { es, en };
