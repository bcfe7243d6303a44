import { plural } from './plural.ts';
import type { Quantity } from '#core/spec/branch.ts';

/** What-if: branches of a run, their tree, and two of them side by side. */
interface BranchWords {
  readonly title: string;
  readonly run: string;
  /** So short that it stands in a lane: what was changed. */
  readonly changed: (label: string, from: string, to: string) => string;
  readonly ofLayer: (label: string, layer: number) => string;
  readonly weight: (from: number, to: number, layer: number) => string;
  readonly bias: (unit: number, layer: number) => string;
  readonly target: (sample: string) => string;
  readonly inputs: (sample: string) => string;
  readonly nothing: string;
  readonly more: (count: number) => string;
  /** A learning rate, so short that it stands at the end of a curve. */
  readonly rate: (value: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly left: (step: string) => string;
  readonly turnTo: (name: string, step: string) => string;
  /** A branch of a file that is still to be made. */
  readonly coming: (name: string, step: string) => string;
  readonly making: (share: string) => string;
  readonly waiting: string;
  readonly compare: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly close: (name: string) => string;
  /** The editor's switch. */
  readonly appliesFrom: string;
  readonly fromStart: string;
  readonly fromHere: (step: string) => string;
  readonly fromHereHint: string;
  /** Two side by side. */
  readonly show: string;
  readonly itself: string;
  readonly difference: string;
  readonly differenceOf: (a: string, b: string) => string;
  readonly searching: string;
  readonly same: (step: string) => string;
  readonly firstDiffer: (step: string, what: string, a: string, b: string) => string;
  readonly apart: (by: string) => string;
  readonly differ: (count: string, of: string) => string;
  readonly goThere: string;
  readonly quantities: Readonly<Record<Quantity, string>>;
  readonly inLayer: (what: string, layer: number) => string;
  readonly ofSample: (what: string, sample: string) => string;
  /** Another value for the chosen weight. */
  readonly whatIf: string;
  readonly value: string;
  readonly by: string;
  readonly lossFrom: (from: string, to: string) => string;
  readonly ratio: string;
  readonly gradient: string;
  readonly ripple: string;
  readonly rippleShown: string;
  readonly branchOff: string;
  readonly back: string;
  readonly limit: string;
  readonly flipTo: (name: string) => string;
  readonly tryIt: string;
  /** The dialog that begins a comparison. */
  readonly comparing: string;
  readonly compareNow: (rate: string) => string;
  readonly otherRate: string;
  readonly thirdRate: string;
  readonly sameRate: (rate: string) => string;
  readonly compareRates: string;
  readonly endComparison: string;
}

const es: BranchWords = {
  title: 'Ramas',
  run: 'Ejecución original',
  changed: (label, from, to) => `${label}: ${from} → ${to}`,
  ofLayer: (label, layer) => `${label}, capa ${layer}`,
  weight: (from, to, layer) => `Peso ${from}→${to}, capa ${layer}`,
  bias: (unit, layer) => `Sesgo ${unit}, capa ${layer}`,
  target: (sample) => `Objetivo de la muestra ${sample}`,
  inputs: (sample) => `Entradas de la muestra ${sample}`,
  nothing: 'Sin cambios',
  more: (count) => `y ${count} más`,
  rate: (value) => `tasa ${value}`,
  yes: 'sí',
  no: 'no',
  none: 'sin',
  left: (step) => `desde el paso ${step}`,
  turnTo: (name, step) => `Seguir con esta rama: ${name}, desde el paso ${step}`,
  coming: (name, step) => `${name}: la rama sale del paso ${step} y estará lista en cuanto el entrenamiento llegue a él`,
  making: (share) => `preparando, ${share}`,
  waiting: 'en espera',
  compare: (name) => `Comparar con: ${name}`,
  remove: (name) => `Quitar la rama: ${name}`,
  close: (name) => `Dejar de comparar con: ${name}`,
  appliesFrom: 'Los cambios valen',
  fromStart: 'Desde el principio',
  fromHere: (step) => `Desde el paso ${step}`,
  fromHereHint: 'Cada cambio abre una rama desde este paso; lo anterior queda igual.',
  show: 'Qué se dibuja',
  itself: 'La rama',
  difference: 'La diferencia',
  differenceOf: (a, b) => `${a} menos ${b}`,
  searching: 'Buscando la primera diferencia…',
  same: (step) => `Iguales hasta el paso ${step}`,
  firstDiffer: (step, what, a, b) => `Difieren desde el paso ${step}: ${what}, ${a} frente a ${b}.`,
  apart: (by) => `a ${by} de distancia`,
  differ: (count, of) => `${plural.es(count, 'Cambia', 'Cambian')} ${count} de ${of} números.`,
  goThere: 'Ir a ese paso',
  quantities: {
    W: 'el peso',
    b: 'el sesgo',
    batch: 'las muestras del lote',
    x: 'la entrada',
    y: 'el objetivo',
    z: 'la suma ponderada z',
    normalized: 'la suma normalizada',
    mask: 'la máscara de dropout',
    a: 'la activación a',
    loss: 'la pérdida',
    dA: 'el gradiente ∂L/∂a',
    dZ: 'el gradiente ∂L/∂z',
    dW: 'el gradiente del peso',
    db: 'el gradiente del sesgo',
    rate: 'la tasa de aprendizaje',
    optimizer: 'el estado del optimizador',
    deltaW: 'el cambio del peso',
    deltab: 'el cambio del sesgo',
  },
  inLayer: (what, layer) => `${what} (capa ${layer})`,
  ofSample: (what, sample) => `${what}, muestra ${sample}`,
  whatIf: '¿Y si valiera otra cosa?',
  value: 'Valor',
  by: 'Cambio',
  lossFrom: (from, to) => `Pérdida: ${from} → ${to}`,
  ratio: 'ΔL / Δw',
  gradient: 'Gradiente',
  ripple: 'Ver en la red qué cambia',
  rippleShown: 'La red muestra solo la diferencia que causa ese cambio.',
  branchOff: 'Abrir una rama con este valor',
  back: 'Volver a su valor',
  limit:
    'Con un cambio pequeño, ΔL / Δw se acerca al gradiente. Con uno diminuto ya no: se restan dos pérdidas casi iguales y se pierden cifras.',
  flipTo: (name) => `¿Y si fuera ${name}?`,
  tryIt: 'Probarlo en una rama',
  comparing: 'Comparar tasas de aprendizaje',
  compareNow: (rate) => `La red aprende ahora con ${rate}. Cada tasa nueva empieza igual, con los mismos pesos y las mismas muestras.`,
  otherRate: 'Otra tasa',
  thirdRate: 'Y otra más, si quieres',
  sameRate: (rate) => `La red ya se compara con ${rate}: escribe una tasa distinta.`,
  compareRates: 'Comparar',
  endComparison: 'Dejar de comparar',
};

const en: BranchWords = {
  title: 'Branches',
  run: 'Original run',
  changed: (label, from, to) => `${label}: ${from} → ${to}`,
  ofLayer: (label, layer) => `${label}, layer ${layer}`,
  weight: (from, to, layer) => `Weight ${from}→${to}, layer ${layer}`,
  bias: (unit, layer) => `Bias ${unit}, layer ${layer}`,
  target: (sample) => `Target of sample ${sample}`,
  inputs: (sample) => `Inputs of sample ${sample}`,
  nothing: 'No change',
  more: (count) => `and ${count} more`,
  rate: (value) => `rate ${value}`,
  yes: 'yes',
  no: 'no',
  none: 'none',
  left: (step) => `from step ${step}`,
  turnTo: (name, step) => `Go on with this branch: ${name}, from step ${step}`,
  coming: (name, step) => `${name}: the branch leaves at step ${step} and is ready as soon as training gets there`,
  making: (share) => `getting ready, ${share}`,
  waiting: 'waiting',
  compare: (name) => `Compare with: ${name}`,
  remove: (name) => `Remove the branch: ${name}`,
  close: (name) => `Stop comparing with: ${name}`,
  appliesFrom: 'Changes apply',
  fromStart: 'From the start',
  fromHere: (step) => `From step ${step}`,
  fromHereHint: 'Each change opens a branch at this step; what came before stays.',
  show: 'What is drawn',
  itself: 'The branch',
  difference: 'The difference',
  differenceOf: (a, b) => `${a} minus ${b}`,
  searching: 'Looking for the first difference…',
  same: (step) => `The same up to step ${step}`,
  firstDiffer: (step, what, a, b) => `They differ from step ${step} on: ${what}, ${a} against ${b}.`,
  apart: (by) => `${by} apart`,
  differ: (count, of) => `${count} of ${of} numbers ${plural.en(count, 'differs', 'differ')}.`,
  goThere: 'Go to that step',
  quantities: {
    W: 'the weight',
    b: 'the bias',
    batch: 'the samples of the batch',
    x: 'the input',
    y: 'the target',
    z: 'the weighted sum z',
    normalized: 'the normalised sum',
    mask: 'the dropout mask',
    a: 'the activation a',
    loss: 'the loss',
    dA: 'the gradient ∂L/∂a',
    dZ: 'the gradient ∂L/∂z',
    dW: 'the weight’s gradient',
    db: 'the bias’s gradient',
    rate: 'the learning rate',
    optimizer: 'the optimiser’s state',
    deltaW: 'the change of the weight',
    deltab: 'the change of the bias',
  },
  inLayer: (what, layer) => `${what} (layer ${layer})`,
  ofSample: (what, sample) => `${what}, sample ${sample}`,
  whatIf: 'What if it were different?',
  value: 'Value',
  by: 'Change',
  lossFrom: (from, to) => `Loss: ${from} → ${to}`,
  ratio: 'ΔL / Δw',
  gradient: 'Gradient',
  ripple: 'See in the network what changes',
  rippleShown: 'The network shows only the difference that this change makes.',
  branchOff: 'Open a branch with this value',
  back: 'Back to its value',
  limit:
    'With a small change, ΔL / Δw comes close to the gradient. With a tiny one it no longer does: two losses that are nearly equal are subtracted, and digits are lost.',
  flipTo: (name) => `What if it were ${name}?`,
  tryIt: 'Try it in a branch',
  comparing: 'Compare learning rates',
  compareNow: (rate) => `The network learns with ${rate} now. Each new rate starts alike, with the same weights and the same samples.`,
  otherRate: 'Another rate',
  thirdRate: 'And one more, if you like',
  sameRate: (rate) => `${rate} is compared already: write another rate.`,
  compareRates: 'Compare',
  endComparison: 'Stop comparing',
};

export const branches = { es, en };
