import { plural } from './plural.ts';
import type { FindingKind, FindingNumbers } from '#core/contract/health.ts';

/** What a kind of finding is called, what it means, and what usually helps. */
interface Kind {
  readonly name: string;
  readonly means: string;
  readonly helps: string;
}
type Against = FindingNumbers['vanishing']['against'];

/** What is wrong with a run, since when, and what helps. */
const es = {
  title: 'Salud del entrenamiento',
  label: 'Salud del entrenamiento en este paso',
  waiting: 'Examinando…',
  healthy: (step: string, end: string) =>
    `No se ha encontrado ningún problema: ni en la red del paso ${step}, ni en ${plural.es(end, 'el paso entrenado', `los ${end} pasos entrenados`)}.`,
  looked: (step: string, end: string) => `Red del paso ${step}; curva hasta el paso ${end}.`,
  since: (step: string) => `Desde el paso ${step}`,
  goThere: (step: string, name: string) => `Ir al paso ${step}: ${name}`,
  units: (layer: string, units: string, more: number) => `${layer}: ${more > 0 ? `${units} y ${more} más` : units}`,
  losses: (before: string, now: string) => `Pérdida: ${before} → ${now}`,
  validationLosses: (before: string, now: string) => `Pérdida de validación: ${before} → ${now}`,
  norms: (norm: string, reference: string, against: Against) =>
    `Norma del gradiente: ${norm}; ${against === 'start' ? 'en el paso 0' : 'en la última capa'}: ${reference}`,
  samples: (samples: string) => `Muestras que la activan: 0 de ${samples}`,
  same: (units: string) => `Neuronas iguales: ${units}`,
  share: (share: string) => `Muestras en la zona plana: ${share}`,
  swing: (change: string, mean: string) => `Cambio medio por paso: ${change}; pérdida media: ${mean}`,
  score: (measure: string, score: string, trivial: string) => `${measure}: ${score}; respondiendo siempre lo mismo: ${trivial}`,
  alone: (batches: string, of: string) => `Lotes de una sola muestra: ${batches} de ${of} por época`,
  off: (row: string, off: string) => `Fila ${row}: la suma se aparta de 1 en ${off}`,
  revivedAt: (step: string) => `Revivió en el paso ${step}`,
  because: (cause: string) => `Viene de otro problema: ${cause}. Resuelto ese, suele desaparecer.`,
  helps: 'Suele ayudar:',
  kinds: {
    'non-finite': {
      name: 'Números no finitos',
      means: 'La actualización de este paso da un número infinito o NaN: el entrenamiento no puede seguir.',
      helps: 'una tasa de aprendizaje mucho menor, o recortar el gradiente.',
    },
    diverged: {
      name: 'Divergencia',
      means: 'La pérdida crece y no vuelve a bajar de la inicial: cada paso se pasa de largo.',
      helps: 'una tasa de aprendizaje menor, o entradas estandarizadas.',
    },
    'batch-of-one': {
      name: 'Normalización por lotes con lotes de 1',
      means:
        'De una sola muestra la media es ella misma y la varianza 0: la capa da siempre β, sea cual sea la muestra, y no deja pasar el error.',
      helps: 'un lote mayor que no deje una muestra suelta, o la normalización por capas.',
    },
    symmetric: {
      name: 'Simetría',
      means: 'Todas las neuronas de la capa tienen los mismos pesos y reciben el mismo gradiente: siempre serán una sola.',
      helps: 'un inicializador aleatorio, como Xavier o He.',
    },
    'dead-for-good': {
      name: 'ReLU muerta para siempre',
      means: 'Salida 0 con todas las muestras de entrenamiento: el gradiente es 0 y ya nada puede despertarla.',
      helps: 'una tasa menor, sesgos que no sean tan negativos, o Leaky ReLU.',
    },
    exploding: {
      name: 'Gradiente que explota',
      means: 'El gradiente de la capa es enorme: un solo paso puede deshacer lo aprendido.',
      helps: 'recortar el gradiente, una tasa menor o pesos iniciales más pequeños.',
    },
    dead: {
      name: 'ReLU muerta',
      means: 'Salida 0 con todas las muestras de entrenamiento: no aprende de ninguna. Aún podría despertar si cambia lo que recibe.',
      helps: 'una tasa menor, inicialización He, o Leaky ReLU.',
    },
    vanishing: {
      name: 'Gradiente que se desvanece',
      means: 'A esta capa le llega menos de una milésima del gradiente de la última: casi no aprende.',
      helps: 'ReLU en vez de sigmoide, normalización, conexiones residuales o menos capas.',
    },
    oscillating: {
      name: 'Oscilación',
      means: 'La pérdida sube y baja por turnos: cada paso salta al otro lado del valle.',
      helps: 'una tasa menor, o una que decrezca.',
    },
    plateau: {
      name: 'Sin avance',
      means: 'La pérdida apenas ha bajado desde el paso 0.',
      helps: 'otra tasa u otro optimizador, otro inicializador o una red más capaz.',
    },
    saturated: {
      name: 'Neuronas saturadas',
      means: 'Trabajan donde la función es plana: su pendiente es casi 0 y aprenden muy despacio.',
      helps: 'entradas estandarizadas, pesos iniciales más pequeños o normalización.',
    },
    underfitting: {
      name: 'Subajuste',
      means: 'La pérdida ya no baja y ni siquiera los datos de entrenamiento se predicen bien.',
      helps: 'entrenar más, por si es una meseta; más neuronas o capas, activaciones no lineales, menos regularización u otras entradas.',
    },
    overfitting: {
      name: 'Sobreajuste',
      means: 'La pérdida de entrenamiento baja, pero la de validación sube: la red memoriza.',
      helps: 'parar antes, más datos, regularización, dropout o una red menor.',
    },
    'rounded-targets': {
      name: 'Objetivos redondeados',
      means: 'Los objetivos de alguna fila no suman 1 exacto, como tercios escritos con seis decimales: se toman tal como están.',
      helps: 'escribirlos con más decimales, si esa diferencia importa.',
    },
    revived: {
      name: 'ReLU que revive',
      means: 'Estuvo muerta, con salida 0 para todas las muestras, hasta que cambió lo que recibe: vuelve a aprender.',
      helps: 'nada que hacer; una tasa menor, si muere y revive a menudo.',
    },
  } satisfies Record<FindingKind, Kind> as Record<FindingKind, Kind>,
};

const en: typeof es = {
  title: 'Health of training',
  label: 'Health of training at this step',
  waiting: 'Looking…',
  healthy: (step, end) =>
    `No problem was found: neither in the network of step ${step} nor in the ${plural.en(end, 'step', `${end} steps`)} trained.`,
  looked: (step, end) => `Network of step ${step}; curve up to step ${end}.`,
  since: (step) => `Since step ${step}`,
  goThere: (step, name) => `Go to step ${step}: ${name}`,
  units: (layer, units, more) => `${layer}: ${more > 0 ? `${units} and ${more} more` : units}`,
  losses: (before, now) => `Loss: ${before} → ${now}`,
  validationLosses: (before, now) => `Validation loss: ${before} → ${now}`,
  norms: (norm, reference, against) => `Gradient norm: ${norm}; ${against === 'start' ? 'at step 0' : 'in the last layer'}: ${reference}`,
  samples: (samples) => `Samples that wake it: 0 of ${samples}`,
  same: (units) => `Equal units: ${units}`,
  share: (share) => `Samples on the flat part: ${share}`,
  swing: (change, mean) => `Mean change per step: ${change}; mean loss: ${mean}`,
  score: (measure, score, trivial) => `${measure}: ${score}; always giving the same answer: ${trivial}`,
  alone: (batches, of) => `Batches of a single sample: ${batches} of ${of} in an epoch`,
  off: (row, off) => `Row ${row}: the sum is off 1 by ${off}`,
  revivedAt: (step) => `Revived at step ${step}`,
  because: (cause) => `It follows from another problem: ${cause}. Once that is mended, it usually goes away.`,
  helps: 'What usually helps:',
  kinds: {
    'non-finite': {
      name: 'Numbers not finite',
      means: 'The update of this step gives an infinite number or NaN: training cannot go on.',
      helps: 'a much lower learning rate, or clipping the gradient.',
    },
    diverged: {
      name: 'Divergence',
      means: 'The loss grows and never comes back below where it began: every step overshoots.',
      helps: 'a lower learning rate, or standardised inputs.',
    },
    'batch-of-one': {
      name: 'Batch normalisation with a batch of 1',
      means:
        'Of a single sample the mean is the sample itself and the variance 0: the layer always gives β, whatever the sample, and lets no error through.',
      helps: 'a larger batch that leaves no sample by itself, or layer normalisation.',
    },
    symmetric: {
      name: 'Symmetry',
      means: 'All units of the layer have the same weights and get the same gradient: they will always be one unit.',
      helps: 'a random initialiser, such as Xavier or He.',
    },
    'dead-for-good': {
      name: 'ReLU dead for good',
      means: 'Output 0 for every training sample: the gradient is 0, and nothing can wake it any more.',
      helps: 'a lower rate, biases that are less negative, or Leaky ReLU.',
    },
    exploding: {
      name: 'Exploding gradient',
      means: 'The gradient of the layer is huge: a single step can undo what was learnt.',
      helps: 'clipping the gradient, a lower rate, or smaller starting weights.',
    },
    dead: {
      name: 'Dead ReLU',
      means: 'Output 0 for every training sample: it learns from none. It may still wake when what it receives changes.',
      helps: 'a lower rate, He initialisation, or Leaky ReLU.',
    },
    vanishing: {
      name: 'Vanishing gradient',
      means: 'Less than a thousandth of the last layer’s gradient reaches this layer: it hardly learns.',
      helps: 'ReLU instead of sigmoid, normalisation, residual connections, or fewer layers.',
    },
    oscillating: {
      name: 'Oscillation',
      means: 'The loss goes up and down by turns: each step jumps to the other side of the valley.',
      helps: 'a lower rate, or one that decays.',
    },
    plateau: {
      name: 'No progress',
      means: 'The loss has hardly gone down since step 0.',
      helps: 'another rate or optimiser, another initialiser, or a more capable network.',
    },
    saturated: {
      name: 'Saturated units',
      means: 'They work where the function is flat: their slope is almost 0 and they learn very slowly.',
      helps: 'standardised inputs, smaller starting weights, or normalisation.',
    },
    underfitting: {
      name: 'Underfitting',
      means: 'The loss no longer goes down, and not even the training data are predicted well.',
      helps: 'training longer, in case it is a plateau; more units or layers, nonlinear activations, less regularisation, or other inputs.',
    },
    overfitting: {
      name: 'Overfitting',
      means: 'The training loss goes down but the validation loss goes up: the network memorises.',
      helps: 'stopping earlier, more data, regularisation, dropout, or a smaller network.',
    },
    'rounded-targets': {
      name: 'Rounded targets',
      means: 'The targets of some row do not add up to exactly 1, like thirds written with six decimals: they are taken as they stand.',
      helps: 'writing more decimals, where that difference matters.',
    },
    revived: {
      name: 'Revived ReLU',
      means: 'It was dead, with output 0 for every sample, until what it receives changed: it learns again.',
      helps: 'nothing to do; a lower rate, if it dies and wakes often.',
    },
  },
};

export const health = { es, en };
