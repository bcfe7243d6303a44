import type { Language } from '#core/words/catalogue.ts';
import { mistakes } from './mistakes.ts';

/** A place of a network: layers and units count from 1, `depth` is the last layer. A weight comes from a unit of the layer before. */
interface Named {
  readonly layer: number;
  readonly unit: number;
  readonly from?: number;
  readonly depth: number;
}

/** Calculations to do by hand. They come late, with the panel: `Words` has no part of them. */
const es = {
  title: 'Practicar',
  leave: 'Dejar de practicar',
  again: 'Volver a la pregunta',
  step: (step: string, sample: string): string => `Paso ${step} · muestra ${sample}`,
  question: {
    z: (at: Named): string => `¿Cuánto vale la suma ponderada z de ${unitEs(at)}?`,
    a: (at: Named): string => `¿Cuánto vale a, lo que da ${unitEs(at)}?`,
    loss: (_: Named): string => '¿Cuánto vale la pérdida de esta muestra?',
    delta: (at: Named): string => `¿Cuánto vale δ, es decir ∂L/∂z, en ${unitEs(at)}?`,
    'weight-gradient': (at: Named): string => `¿Cuánto vale el gradiente ∂L/∂w del ${weightEs(at)}?`,
    'bias-gradient': (at: Named): string => `¿Cuánto vale el gradiente ∂L/∂b del sesgo de ${unitEs(at)}?`,
    update: (at: Named): string =>
      at.from === undefined
        ? `¿Cuánto vale el sesgo de ${unitEs(at)} después de este paso?`
        : `¿Cuánto vale después de este paso el ${weightEs(at)}?`,
  },
  /** Of a gradient to which more adds than this sample. */
  shareQuestion: {
    'weight-gradient': (at: Named): string => `¿Cuánto pone esta muestra en el gradiente ∂L/∂w del ${weightEs(at)}?`,
    'bias-gradient': (at: Named): string => `¿Cuánto pone esta muestra en el gradiente ∂L/∂b del sesgo de ${unitEs(at)}?`,
  },
  needs: {
    z: 'Necesitas los pesos que le llegan, lo que entra por cada uno y el sesgo.',
    a: 'Necesitas su suma z y la función de la capa.',
    softmax: 'Necesitas las sumas z de toda la capa.',
    loss: 'Necesitas lo que dice la red y el objetivo.',
    fromLogits: 'Necesitas la predicción y el objetivo.',
    deltaOut: 'Necesitas la predicción, el objetivo y la pendiente f′ de la neurona.',
    deltaHidden: 'Necesitas los pesos que salen de ella, el δ de cada neurona a la que llegan y su propia pendiente f′.',
    'weight-gradient': 'Necesitas lo que entra por el peso y el δ de la neurona a la que llega.',
    'bias-gradient': 'Necesitas el δ de su neurona.',
    update: 'Necesitas su valor de ahora, su gradiente y la tasa de aprendizaje.',
    momentum: 'Necesitas su valor de ahora, su gradiente, la velocidad que trae, la parte que conserva y la tasa de aprendizaje.',
  },
  meanOf: (samples: string): string => `La pérdida del lote es la media de ${samples} muestras.`,
  sumOf: (samples: string): string => `La pérdida del lote es la suma de ${samples} muestras.`,
  /** The numbers that the picture does not have at that moment. */
  given: {
    z: (values: readonly string[]): string => `Aquí z = ${values.join('; ')}.`,
    slope: ([slope = '']: readonly string[]): string => `Aquí f′(z) = ${slope}.`,
    update: ([before = '', gradient = '', rate = '']: readonly string[]): string =>
      `Ahora vale ${before}, su gradiente es ${gradient} y la tasa, ${rate}.`,
    momentum: ([before = '', gradient = '', rate = '', kept = '', velocity = '']: readonly string[]): string =>
      `Ahora vale ${before}, su gradiente es ${gradient}, trae una velocidad de ${velocity} y conserva ${kept} de ella; la tasa es ${rate}.`,
  },
  precision: 'Bastan tres cifras.',
  number: 'Tu número',
  check: 'Comprobar',
  noNumber: 'Escribe un número, por ejemplo −0,25.',
  right: 'Así es.',
  wrong: 'No es eso.',
  unknown: 'No reconozco de dónde sale ese número. Mira la pista, o prueba otra vez.',
  itIs: (value: string): string => `Es ${value}.`,
  hint: 'Pista',
  moreHint: 'Con números',
  showMe: 'Enséñamelo',
  another: 'Otra',
  skip: 'Saltar a otra',
  score: (right: string, of: string): string => `A la primera: ${right} de ${of}`,
  options: 'Qué se pregunta',
  kinds: {
    z: 'Suma ponderada z',
    a: 'Activación a',
    loss: 'Pérdida',
    delta: 'Error δ',
    'weight-gradient': 'Gradiente de un peso',
    'bias-gradient': 'Gradiente de un sesgo',
    update: 'Peso o sesgo actualizado',
  },
  refused: {
    many: 'aquí son demasiados productos para hacerlos a mano',
    method: 'aquí no sale de los números del dibujo',
    program: 'este programa no calcula bien la vuelta',
    outside: 'esta muestra no está en el lote',
    optimiser: 'este optimizador usa también lo que recuerda',
    digits: 'en este paso los números son demasiado pequeños o se confunden',
  },
  none: 'Con esta red, en este paso y con lo elegido, no hay nada que se pueda calcular a mano. Elige otras preguntas, otro paso u otra red.',
  seed: 'Semilla',
  seedHelp: 'Con la misma red, el mismo paso y la misma semilla salen las mismas preguntas.',
  sheet: {
    title: (run: string, seed: string): string => `Cálculos a mano: ${run}, semilla ${seed}`,
    name: 'Nombre:',
    network: (layers: string, loss: string): string => `Red: ${layers}. Pérdida: ${loss}.`,
    answers: 'Respuestas',
  },
  mistakes: mistakes.es,
};

const unitEs = ({ layer, unit, depth }: Named): string =>
  layer === depth ? `la neurona ${unit} de la salida` : `la neurona ${unit} de la capa oculta ${layer}`;
const weightEs = (at: Named): string => {
  const source = at.layer === 1 ? `la entrada ${at.from}` : unitEs({ ...at, layer: at.layer - 1, unit: at.from! });
  return `peso que va de ${source} a ${unitEs(at)}`;
};

export type DrillWords = typeof es;

const en: DrillWords = {
  title: 'Practise',
  leave: 'Stop practising',
  again: 'Back to the question',
  step: (step, sample) => `Step ${step} · sample ${sample}`,
  question: {
    z: (at) => `What is the weighted sum z of ${unitEn(at)}?`,
    a: (at) => `What is a, the output of ${unitEn(at)}?`,
    loss: () => 'What is the loss of this sample?',
    delta: (at) => `What is δ, that is ∂L/∂z, at ${unitEn(at)}?`,
    'weight-gradient': (at) => `What is the gradient ∂L/∂w of ${weightEn(at)}?`,
    'bias-gradient': (at) => `What is the gradient ∂L/∂b of the bias of ${unitEn(at)}?`,
    update: (at) => `What is ${at.from === undefined ? `the bias of ${unitEn(at)}` : weightEn(at)} after this step?`,
  },
  shareQuestion: {
    'weight-gradient': (at) => `What does this sample put into the gradient ∂L/∂w of ${weightEn(at)}?`,
    'bias-gradient': (at) => `What does this sample put into the gradient ∂L/∂b of the bias of ${unitEn(at)}?`,
  },
  needs: {
    z: 'You need the weights that lead to it, what comes in over each, and the bias.',
    a: 'You need its sum z and the function of the layer.',
    softmax: 'You need the sums z of the whole layer.',
    loss: 'You need what the network says and the target.',
    fromLogits: 'You need the prediction and the target.',
    deltaOut: 'You need the prediction, the target and the slope f′ of the unit.',
    deltaHidden: 'You need the weights that leave it, the δ of each unit that they lead to, and its own slope f′.',
    'weight-gradient': 'You need what comes in over the weight and the δ of the unit that it leads to.',
    'bias-gradient': 'You need the δ of its unit.',
    update: 'You need its value now, its gradient and the learning rate.',
    momentum: 'You need its value now, its gradient, the velocity that it brings, the part of it that is kept, and the learning rate.',
  },
  meanOf: (samples) => `The loss of the batch is the mean of ${samples} samples.`,
  sumOf: (samples) => `The loss of the batch is the sum of ${samples} samples.`,
  given: {
    z: (values) => `Here z = ${values.join('; ')}.`,
    slope: ([slope = '']) => `Here f′(z) = ${slope}.`,
    update: ([before = '', gradient = '', rate = '']) => `Now it is ${before}, its gradient ${gradient} and the rate ${rate}.`,
    momentum: ([before = '', gradient = '', rate = '', kept = '', velocity = '']) =>
      `Now it is ${before}, its gradient ${gradient}; it brings a velocity of ${velocity} and keeps ${kept} of it; the rate is ${rate}.`,
  },
  precision: 'Three digits will do.',
  number: 'Your number',
  check: 'Check',
  noNumber: 'Type a number, such as −0.25.',
  right: 'So it is.',
  wrong: 'It is not that.',
  unknown: 'I cannot tell where that number comes from. Look at the hint, or try again.',
  itIs: (value) => `It is ${value}.`,
  hint: 'Hint',
  moreHint: 'With numbers',
  showMe: 'Show me',
  another: 'Another',
  skip: 'Skip to another',
  score: (right, of) => `At the first try: ${right} of ${of}`,
  options: 'What is asked',
  kinds: {
    z: 'Weighted sum z',
    a: 'Activation a',
    loss: 'Loss',
    delta: 'Error δ',
    'weight-gradient': 'Gradient of a weight',
    'bias-gradient': 'Gradient of a bias',
    update: 'Updated weight or bias',
  },
  refused: {
    many: 'too many products here to do by hand',
    method: 'not made of the numbers in the picture here',
    program: 'this program does not compute the way back right',
    outside: 'this sample is not in the batch',
    optimiser: 'this optimiser also uses what it remembers',
    digits: 'at this step the numbers are too small or hard to tell apart',
  },
  none: 'In this network, at this step and of what is chosen, nothing can be worked out by hand. Choose other questions, another step or another network.',
  seed: 'Seed',
  seedHelp: 'The same network, step and seed give the same questions.',
  sheet: {
    title: (run, seed) => `To work out by hand: ${run}, seed ${seed}`,
    name: 'Name:',
    network: (layers, loss) => `Network: ${layers}. Loss: ${loss}.`,
    answers: 'Answers',
  },
  mistakes: mistakes.en,
};

const unitEn = ({ layer, unit, depth }: Named): string =>
  layer === depth ? `unit ${unit} of the output` : `unit ${unit} of hidden layer ${layer}`;
const weightEn = (at: Named): string => {
  const source = at.layer === 1 ? `input ${at.from}` : unitEn({ ...at, layer: at.layer - 1, unit: at.from! });
  return `the weight from ${source} to ${unitEn(at)}`;
};

/** A further language has its own here. */
export const drills: Readonly<Record<Language, DrillWords>> = { es, en };

/** A question, as `core/drills` says what is asked; `depth` is the last layer. */
interface Asked {
  readonly kind: keyof DrillWords['question'];
  readonly place: { readonly layer: number; readonly unit: number; readonly from?: number };
  readonly share: boolean;
}

export const sayQuestion = (words: DrillWords, { kind, place: { layer, unit, from }, share }: Asked, depth: number): string => {
  const at: Named = { layer, unit: unit + 1, depth, ...(from !== undefined && { from: from + 1 }) };
  const own = share && (kind === 'weight-gradient' || kind === 'bias-gradient') ? words.shareQuestion[kind] : words.question[kind];
  return own(at);
};
