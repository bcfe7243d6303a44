import { methods } from './methods.ts';
import { timeline } from './timeline.ts';

/** Words inside the drawn network. Short: they stand beside units and edges. */
const es = {
  inputs: 'Entradas',
  output: 'Salida',
  hidden: (index: number) => `Oculta ${index}`,
  /** The same where there is little room. */
  hiddenShort: (index: number) => `Oc. ${index}`,
  /** A unit, over its disc. */
  unit: {
    output: 'salida',
    hidden: (unit: number) => `oculta ${unit}`,
    hiddenOf: (layer: number, unit: number) => `oculta ${layer} · ${unit}`,
  },
  activations: methods.es.activations,
  target: 'objetivo',
  prediction: 'predice',
  loss: 'Pérdida',
  /** Of this sample alone; of the whole batch, where that is more; and with the penalty. */
  sampleLoss: (value: string) => `pérdida ${value}`,
  batchLoss: (samples: string, value: string) => `lote de ${samples}: ${value}`,
  batchLossShort: (value: string) => `lote: ${value}`,
  totalLoss: (value: string) => `con penalización: ${value}`,
  thisSample: 'esta muestra',
  /** What is of the whole batch. */
  wholeBatch: (samples: string) => `lote de ${samples}`,
  /** Beside a unit that lets nothing through for this sample. */
  closed: (z: string) => `cerrada: z = ${z}`,
  /** The band that shows how much of the way from what is chosen to the loss goes along an edge. */
  way: 'camino hasta la pérdida',
  penalty: 'Penalización',
  learningRate: 'Tasa η',
  optimizers: methods.es.optimizers,
  /** Of the whole gradient; and how many of its numbers clipping by value cut. */
  gradientNorm: 'Norma |∇L|',
  cut: 'Recortados',
  /** The end of an epoch that early stopping or the schedule looks at: its number, its loss, and what became of it. */
  epochEnds: (epoch: number) => `Fin de la época ${epoch}`,
  watchedLoss: 'Pérdida vigilada',
  best: 'La mejor',
  waited: 'Sin mejorar',
  stopsHere: 'Se detiene aquí',
  untilLower: 'Tasa: espera',
  rateFactor: 'Tasa ×',
  /** The states of a unit: switched off by dropout, closed for this sample, dead on the batch, saturated. */
  dropped: 'apagada',
  silent: 'cerrada aquí',
  dead: 'muerta',
  saturated: 'saturada',
  /** The states of a layer: its gradient in this step is far under, or over, the last layer's. */
  vanishing: 'gradiente se desvanece',
  exploding: 'gradiente explota',
  notInBatch: 'Esta muestra no está en el lote de este paso: no aporta gradiente',
  more: (count: number) => `y ${count} más`,
  /** How many of the weights are drawn, where not all are. */
  strongest: (shown: number, all: number) => `los ${shown} mayores de ${all} pesos`,
  strongestShort: (shown: number, all: number) => `${shown} de ${all}`,
  /** How many units share a cell, where there is no room for a cell each. */
  perCell: (units: number) => `cada celda: ${units} neuronas`,
  /** Numbers that are infinite or none at all, which no scale holds. */
  notFinite: 'no finitos',
  /** Of what is happening now, in a word and in a sentence. */
  phases: timeline.es.phases,
  phase: {
    batch: 'Lote: la muestra entra en la red',
    forward: 'Hacia delante: cada neurona suma y activa',
    loss: 'Pérdida: la predicción se compara con el objetivo',
    backward: 'Hacia atrás: la culpa se reparte',
    gradient: 'Gradiente: cuánto cambia la pérdida con cada peso',
    optimise: 'Optimizador: del gradiente al paso',
    update: 'Actualización: cada peso se mueve',
  },
};

const en: typeof es = {
  inputs: 'Inputs',
  output: 'Output',
  hidden: (index: number) => `Hidden ${index}`,
  hiddenShort: (index) => `Hid. ${index}`,
  unit: {
    output: 'output',
    hidden: (unit) => `hidden ${unit}`,
    hiddenOf: (layer, unit) => `hidden ${layer} · ${unit}`,
  },
  activations: methods.en.activations,
  target: 'target',
  prediction: 'predicts',
  loss: 'Loss',
  sampleLoss: (value) => `loss ${value}`,
  batchLoss: (samples, value) => `batch of ${samples}: ${value}`,
  batchLossShort: (value) => `batch: ${value}`,
  totalLoss: (value) => `with penalty: ${value}`,
  thisSample: 'this sample',
  wholeBatch: (samples) => `batch of ${samples}`,
  closed: (z) => `closed: z = ${z}`,
  way: 'way to the loss',
  penalty: 'Penalty',
  learningRate: 'Rate η',
  optimizers: methods.en.optimizers,
  gradientNorm: 'Norm |∇L|',
  cut: 'Cut',
  epochEnds: (epoch) => `End of epoch ${epoch}`,
  watchedLoss: 'Watched loss',
  best: 'The best',
  waited: 'No better for',
  stopsHere: 'Stops here',
  untilLower: 'Rate waits',
  rateFactor: 'Rate ×',
  dropped: 'dropped',
  silent: 'closed here',
  dead: 'dead',
  saturated: 'saturated',
  vanishing: 'gradient vanishes',
  exploding: 'gradient explodes',
  notInBatch: 'This sample is not in this step’s batch: it adds no gradient',
  more: (count: number) => `and ${count} more`,
  strongest: (shown, all) => `the ${shown} largest of ${all} weights`,
  strongestShort: (shown, all) => `${shown} of ${all}`,
  perCell: (units) => `each cell: ${units} units`,
  notFinite: 'not finite',
  phases: timeline.en.phases,
  phase: {
    batch: 'Batch: the sample enters the network',
    forward: 'Forward: each unit sums and activates',
    loss: 'Loss: the prediction meets the target',
    backward: 'Backward: the blame is shared out',
    gradient: 'Gradient: how the loss changes with each weight',
    optimise: 'Optimiser: from gradient to step',
    update: 'Update: each weight moves',
  },
};

export const picture = { es, en };
