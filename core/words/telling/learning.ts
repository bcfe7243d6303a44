import { plural } from '#core/words/plural.ts';

/** What each weight owes, and how it is changed. A weight is named by the units that it joins. */
const es = {
  weight: (from: string, to: string) => `peso ${from} → ${to}`,
  bias: (of: string) => `sesgo de ${of}`,
  /** Both factors of the followed sample's share, and what they make. */
  gradient: (parameter: string, product: string, gradient: string) =>
    `Gradiente del ${parameter}: lo que entró · δ = ${product} = ${gradient}.`,
  biasGradient: (parameter: string, gradient: string) => `Gradiente del ${parameter}: su propia δ, ${gradient}.`,
  share: (parameter: string, product: string, share: string) =>
    `Al ${parameter}, esta muestra aporta lo que entró · δ = ${product} = ${share}.`,
  biasShare: (parameter: string, share: string) => `Al ${parameter}, esta muestra aporta su δ, ${share}.`,
  shareNone: (parameter: string) => `Al ${parameter}, esta muestra no aporta nada: no está en el lote.`,
  ofBatch: (samples: string, gradient: string) => `Con el lote de ${samples}, el gradiente es ${gradient}.`,
  ofPenalty: (gradient: string) => `Con la penalización, el gradiente es ${gradient}.`,
  ofClipping: (gradient: string) => `Tras el recorte, el gradiente es ${gradient}.`,
  inAll: (gradient: string) => `En total, el gradiente es ${gradient}.`,
  thenTheBias: 'Después, su sesgo.',
  lower: 'Positivo: bajarlo baja la pérdida.',
  raise: 'Negativo: subirlo baja la pérdida.',
  nothingCame: 'No entró nada por él: no tiene culpa.',
  noAnswer: 'Su neurona no responde: no aprende nada.',
  flat: 'Cero: moverlo un poco no cambia la pérdida.',
  otherGradients: (count: string) =>
    `Igual ${plural.es(count, 'el otro peso', `los otros ${count} pesos`)}: lo que entró por cada uno · δ.`,
  alikeGradient: (others: string) => `Igual los pesos y sesgos de ${others}: lo que entró por cada uno · la δ de su neurona.`,
  plainDescent: (name: string, rate: string) => `${name}, tasa η = ${rate}: a cada peso se le resta η por su gradiente.`,
  optimiser: (name: string, rate: string) => `${name}, tasa η = ${rate}: de cada gradiente saca lo que cambia su peso.`,
  clipped: (norm: string, factor: string) => `La norma del gradiente, ${norm}, pasa del límite: todo se multiplica por ${factor}.`,
  descent: (parameter: string, before: string, product: string, after: string) =>
    `El ${parameter} era ${before}; menos tasa por gradiente, ${product}, ahora es ${after}.`,
  changed: (parameter: string, before: string, after: string, rate: string, gradient: string) =>
    `El ${parameter} pasa de ${before} a ${after}: tasa ${rate}, gradiente ${gradient}.`,
  unchanged: (parameter: string, value: string, gradient: string) => `El ${parameter} se queda en ${value}: su gradiente es ${gradient}.`,
  rises: (by: string) => `Sube: ${by}.`,
  falls: (by: string) => `Baja: ${by}.`,
  stays: 'No se mueve.',
  frozen: 'Los sesgos están fijos en esta ejecución.',
  otherUpdates: (count: string) => `Igual ${plural.es(count, 'el otro peso', `los otros ${count} pesos`)}.`,
  /** Of plain descent, and of any optimiser. */
  alikeDescent: (others: string) => `Igual los pesos y sesgos de ${others}: cada uno, menos tasa por gradiente.`,
  alikeUpdate: (others: string) => `Igual los pesos y sesgos de ${others}.`,
  epochEnd: (epoch: string, loss: string) => `Fin de la época ${epoch}: pérdida ${loss}.`,
  bestYet: 'La mejor hasta ahora.',
  waits: (waited: string, patience: string) => `${waited} de ${patience} épocas sin mejorar.`,
  stopsHere: (best: string) => `Se detiene: lo mejor fue el paso ${best}.`,
  rateFalls: (factor: string) => `La tasa baja: × ${factor}.`,
};

const en: typeof es = {
  weight: (from, to) => `weight ${from} → ${to}`,
  bias: (of) => `bias of ${of}`,
  gradient: (parameter, product, gradient) => `Gradient of the ${parameter}: what came in · δ = ${product} = ${gradient}.`,
  biasGradient: (parameter, gradient) => `Gradient of the ${parameter}: its own δ, ${gradient}.`,
  share: (parameter, product, share) => `To the ${parameter}, this sample adds what came in · δ = ${product} = ${share}.`,
  biasShare: (parameter, share) => `To the ${parameter}, this sample adds its δ, ${share}.`,
  shareNone: (parameter) => `To the ${parameter}, this sample adds nothing: it is not in the batch.`,
  ofBatch: (samples, gradient) => `With the batch of ${samples}, the gradient is ${gradient}.`,
  ofPenalty: (gradient) => `With the penalty, the gradient is ${gradient}.`,
  ofClipping: (gradient) => `After clipping, the gradient is ${gradient}.`,
  inAll: (gradient) => `In all, the gradient is ${gradient}.`,
  thenTheBias: 'Next, its bias.',
  lower: 'Positive: lowering it lowers the loss.',
  raise: 'Negative: raising it lowers the loss.',
  nothingCame: 'Nothing came in over it: it has no blame.',
  noAnswer: 'Its unit does not answer: it learns nothing.',
  flat: 'Zero: moving it a little does not change the loss.',
  otherGradients: (count) => `Likewise the other ${plural.en(count, 'weight', `${count} weights`)}: what came in over each · δ.`,
  alikeGradient: (others) => `Likewise the weights and biases of ${others}: what came in over each · its unit’s δ.`,
  plainDescent: (name, rate) => `${name}, rate η = ${rate}: each weight loses η times its gradient.`,
  optimiser: (name, rate) => `${name}, rate η = ${rate}: from each gradient it makes the change of its weight.`,
  clipped: (norm, factor) => `The norm of the gradient, ${norm}, is over the limit: all is multiplied by ${factor}.`,
  descent: (parameter, before, product, after) =>
    `The ${parameter} was ${before}; less rate times gradient, ${product}, it is now ${after}.`,
  changed: (parameter, before, after, rate, gradient) =>
    `The ${parameter} goes from ${before} to ${after}: rate ${rate}, gradient ${gradient}.`,
  unchanged: (parameter, value, gradient) => `The ${parameter} stays at ${value}: its gradient is ${gradient}.`,
  rises: (by) => `It rises: ${by}.`,
  falls: (by) => `It falls: ${by}.`,
  stays: 'It does not move.',
  frozen: 'Biases are held fixed in this run.',
  otherUpdates: (count) => `Likewise the other ${plural.en(count, 'weight', `${count} weights`)}.`,
  alikeDescent: (others) => `Likewise the weights and biases of ${others}: each less rate times gradient.`,
  alikeUpdate: (others) => `Likewise the weights and biases of ${others}.`,
  epochEnd: (epoch, loss) => `Epoch ${epoch} ends: loss ${loss}.`,
  bestYet: 'It is the best so far.',
  waits: (waited, patience) => `${waited} of ${patience} epochs without a better one.`,
  stopsHere: (best) => `It stops: the best was step ${best}.`,
  rateFalls: (factor) => `The rate falls: × ${factor}.`,
};

export const learning = { es, en };
