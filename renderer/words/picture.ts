import { methods } from './methods.ts';

/** Words inside the drawn network. Short: they stand beside units and edges. */
const es = {
  inputs: 'Entradas',
  output: 'Salida',
  hidden: (index: number) => `Oculta ${index}`,
  activations: methods.es.activations,
  target: 'objetivo',
  prediction: 'predicción',
  loss: 'Pérdida',
  penalty: 'Penalización',
  learningRate: 'Tasa de aprendizaje',
  silent: 'callada',
  dead: 'muerta',
  saturated: 'saturada',
  notInBatch: 'Esta muestra no está en el lote de este paso: no aporta gradiente',
  more: (count: number) => `y ${count} más`,
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
  activations: methods.en.activations,
  target: 'target',
  prediction: 'prediction',
  loss: 'Loss',
  penalty: 'Penalty',
  learningRate: 'Learning rate',
  silent: 'silent',
  dead: 'dead',
  saturated: 'saturated',
  notInBatch: 'This sample is not in this step’s batch: it adds no gradient',
  more: (count: number) => `and ${count} more`,
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
