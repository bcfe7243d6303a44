import { plural } from './plural.ts';
import type { Fault } from '#core/spec/methods.ts';

/** A mistake: what it is called, what the program does, how it shows, and how it is found. */
interface Kind {
  readonly name: string;
  readonly does: string;
  readonly shows: string;
  readonly find: string;
}
type Kinds = Readonly<Record<Exclude<Fault, 'none'>, Kind>>;

/** Mistakes of programs for backpropagation, and the quiz about them. */
const es = {
  title: 'Errores comunes',
  intro:
    'Programas casi correctos. Cada uno se ejecuta al lado del bueno, con los mismos datos y pesos, y se marca el primer número distinto.',
  right: 'Este programa es correcto.',
  wrong: (name: string) => `Este programa tiene un error: ${name}.`,
  made: (name: string) => `Error: ${name}`,
  mended: 'Sin el error',
  hidden: 'Programa misterioso',
  run: 'Ejecutarlo al lado del correcto',
  runFrom: (step: string) => `Solo desde el paso ${step}`,
  since: (step: string) => `Lo comete desde el paso ${step}; antes es el programa correcto.`,
  off: 'Quitar el error',
  shows: 'Cómo se nota',
  find: 'Cómo se descubre',
  note: 'Este programa tiene un error: las fórmulas son las correctas; los números, los suyos.',
  noteOf: (name: string) => `Error: ${name}. Donde actúa se ve lo que calcula este programa y lo que es correcto.`,
  computes: 'Este programa calcula',
  correct: 'Lo correcto, con los mismos números',
  here: 'aquí está el error',
  check: 'Comprobar el gradiente en este paso',
  checking: 'Comprobando…',
  passed: (step: string, of: string) =>
    `Paso ${step}: la comprobación acierta en ${plural.es(of, 'el único parámetro', `los ${of} parámetros`)}.`,
  failed: (step: string, wrong: string, of: string) =>
    `Paso ${step}: la comprobación falla en ${wrong} de ${of} ${plural.es(of, 'parámetro', 'parámetros')}.`,
  weights: (layer: number, wrong: string, of: string) => `Pesos, capa ${layer}: ${wrong} de ${of}`,
  biases: (layer: number, wrong: string, of: string) => `Sesgos, capa ${layer}: ${wrong} de ${of}`,
  normalised: (layer: number, wrong: string, of: string) => `γ y β, capa ${layer}: ${wrong} de ${of}`,
  kinds: {
    'derivative-at-activation': {
      name: 'f′ tomada en a',
      does: 'Calcula la derivada en a = f(z), el valor ya activado, y no en z.',
      shows: 'Lo primero que cambia es ∂L/∂z. Con sigmoide la derivada queda siempre entre 0,197 y 0,25: la neurona nunca parece saturada.',
      find: 'La comprobación del gradiente falla en la capa cuya derivada está mal y en las anteriores.',
    },
    'sum-for-mean': {
      name: 'Suma en vez de media',
      does: 'La pérdida es una media, pero el gradiente se suma sobre las n muestras del lote.',
      shows:
        'Todo el gradiente de la pérdida sale n veces mayor ya desde la salida. Con descenso simple es como multiplicar por n la tasa de aprendizaje.',
      find: 'En la comprobación, el gradiente calculado es n veces el numérico en todos los parámetros.',
    },
    'bias-per-sample': {
      name: 'Sesgo actualizado por muestra',
      does: 'Actualiza cada sesgo una vez por cada muestra del lote: su gradiente cuenta n veces.',
      shows: 'En el primer paso los errores y los gradientes de los pesos son correctos; los de los sesgos, n veces mayores.',
      find: 'La comprobación falla solo en los sesgos, y en todos por el mismo factor n.',
    },
    'update-before-backward': {
      name: 'Pesos actualizados antes de tiempo',
      does: 'Actualiza los pesos de cada capa antes de que el error los atraviese hacia atrás.',
      shows: 'La última capa es correcta; lo primero que cambia es ∂L/∂a de la capa anterior. Con tasas pequeñas casi no se nota.',
      find: 'La comprobación acierta en la última capa y falla en las anteriores, tanto menos cuanto menor es la tasa.',
    },
    'gradients-not-zeroed': {
      name: 'Gradientes sin poner a cero',
      does: 'No borra el gradiente del paso anterior: cada uno se suma a todos los de antes.',
      shows: 'El primer paso es idéntico. Desde el segundo el gradiente arrastra los anteriores, como una inercia sin freno.',
      find: 'Comprueba el gradiente en el segundo paso o después: en el primero todavía acierta.',
    },
    'mask-on-activations': {
      name: 'La máscara pisa las activaciones',
      does: 'Al derivar ReLU escribe ceros y unos sobre las activaciones, que aún hacían falta para el gradiente de los pesos siguientes.',
      shows: 'En el primer paso ∂L/∂z y los sesgos son correctos; cambian los gradientes de los pesos que salen de una capa ReLU.',
      find: 'La comprobación falla solo en los pesos que salen de capas ReLU.',
    },
    'softmax-diagonal': {
      name: 'Softmax derivada como una sigmoide',
      does: 'Toma s(1 − s) como derivada de softmax, y olvida que cada salida depende de todas las sumas.',
      shows:
        'Lo primero que cambia es ∂L/∂z de la capa softmax. Con entropía cruzada solo la clase correcta recibe error: a las demás nadie les pide bajar.',
      find: 'La comprobación falla en la capa softmax y en las anteriores.',
    },
    'output-slope-missing': {
      name: 'Falta f′ en la salida',
      does: 'Toma ∂L/∂a de la salida por ∂L/∂z, sin pasar por la derivada de su activación.',
      shows:
        'Lo primero que cambia es ∂L/∂z de la salida. Con sigmoide el error sale al menos 4 veces mayor, y más cuanto más saturada está.',
      find: 'La comprobación falla en todas las capas; lo calculado entre lo numérico es 1 ÷ f′, distinto en cada muestra.',
    },
    'error-reversed': {
      name: 'El error, con el signo cambiado',
      does: 'Calcula y − a donde hace falta a − y, y después resta el gradiente: cada paso sube por la pérdida.',
      shows: 'Todo el gradiente de la pérdida tiene su tamaño y el signo contrario ya desde la salida; la pérdida crece.',
      find: 'En la comprobación, el gradiente calculado es −1 vez el numérico en todos los parámetros.',
    },
    'gradient-of-half': {
      name: 'El gradiente de la mitad',
      does: 'Imprime el error cuadrático medio y deriva ½ (a − y)²: el 2 desaparece.',
      shows:
        'Todo el gradiente sale la mitad de grande ya desde la salida. Con descenso simple es como la mitad de la tasa de aprendizaje.',
      find: 'En la comprobación, el gradiente calculado es la mitad del numérico en todos los parámetros.',
    },
  } satisfies Kinds as Kinds,
  quiz: {
    title: '¿Qué error es?',
    none: 'Esta ejecución no admite ninguno de estos errores. Prueba con la red del artículo en aritmética estándar.',
    question: '¿Qué error comete el programa misterioso? El primer número distinto está marcado.',
    yes: (name: string) => `Correcto: ${name}.`,
    no: (name: string) => `No: es «${name}».`,
    other: (name: string) => `«${name}» se notaría así:`,
    next: 'Otra pregunta',
    stop: 'Terminar',
    score: (right: string, answered: string) => `${right} de ${answered}`,
  },
};

const en: typeof es = {
  title: 'Common mistakes',
  intro:
    'Programs that are almost right. Each runs beside the right one, on the same data and weights, and the first number that differs is marked.',
  right: 'This program is right.',
  wrong: (name) => `This program has a mistake: ${name}.`,
  made: (name) => `Mistake: ${name}`,
  mended: 'Without the mistake',
  hidden: 'Mystery program',
  run: 'Run it beside the right one',
  runFrom: (step) => `Only from step ${step} on`,
  since: (step) => `It makes it from step ${step} on; before, it is the right program.`,
  off: 'Take the mistake away',
  shows: 'How it shows',
  find: 'How it is found',
  note: 'This program has a mistake: the formulas are the right ones, the numbers are its own.',
  noteOf: (name) => `Mistake: ${name}. Where it acts you see what this program computes and what is right.`,
  computes: 'This program computes',
  correct: 'What is right, from the same numbers',
  here: 'the mistake is here',
  check: 'Check the gradient at this step',
  checking: 'Checking…',
  passed: (step, of) => `Step ${step}: the check passes for ${plural.en(of, 'the only parameter', `all ${of} parameters`)}.`,
  failed: (step, wrong, of) => `Step ${step}: the check fails for ${wrong} of ${of} ${plural.en(of, 'parameter', 'parameters')}.`,
  weights: (layer, wrong, of) => `Weights, layer ${layer}: ${wrong} of ${of}`,
  biases: (layer, wrong, of) => `Biases, layer ${layer}: ${wrong} of ${of}`,
  normalised: (layer, wrong, of) => `γ and β, layer ${layer}: ${wrong} of ${of}`,
  kinds: {
    'derivative-at-activation': {
      name: 'f′ taken at a',
      does: 'Takes the derivative at a = f(z), the value after activation, and not at z.',
      shows: '∂L/∂z is the first to change. With a sigmoid the derivative stays between 0.197 and 0.25: the unit never looks saturated.',
      find: 'The gradient check fails in the layer whose derivative is wrong and in those before it.',
    },
    'sum-for-mean': {
      name: 'A sum for a mean',
      does: 'The loss is a mean, but the gradient is summed over the n samples of the batch.',
      shows:
        'The whole gradient of the loss is n times too large, from the output on. In plain descent that is a learning rate n times as large.',
      find: 'In the check, the computed gradient is n times the numeric one for every parameter.',
    },
    'bias-per-sample': {
      name: 'Bias updated per sample',
      does: 'Updates each bias once for every sample of the batch: its gradient counts n times.',
      shows: 'In the first step the errors and the weights’ gradients are right; those of the biases are n times too large.',
      find: 'The check fails for the biases only, and for all by the same factor n.',
    },
    'update-before-backward': {
      name: 'Weights updated too early',
      does: 'Updates the weights of each layer before the error has passed back through them.',
      shows: 'The last layer is right; the first to change is ∂L/∂a of the layer before. With small rates it hardly shows.',
      find: 'The check passes in the last layer and fails in those before, the less the smaller the rate.',
    },
    'gradients-not-zeroed': {
      name: 'Gradients not zeroed',
      does: 'Does not clear the gradient of the step before: each is added to all earlier ones.',
      shows: 'The first step is identical. From the second on the gradient drags the earlier ones along, like a momentum without a brake.',
      find: 'Check the gradient at the second step or later: at the first it still passes.',
    },
    'mask-on-activations': {
      name: 'The mask overwrites activations',
      does: 'Differentiating ReLU writes zeros and ones over the activations, which the next weights’ gradient still needed.',
      shows: 'In the first step ∂L/∂z and the biases are right; the gradients of the weights that leave a ReLU layer change.',
      find: 'The check fails only for the weights that leave ReLU layers.',
    },
    'softmax-diagonal': {
      name: 'Softmax derived like a sigmoid',
      does: 'Takes s(1 − s) for the derivative of softmax, and forgets that each output depends on all the sums.',
      shows:
        '∂L/∂z of the softmax layer is the first to change. Under cross-entropy only the right class gets an error: nobody asks the others to go down.',
      find: 'The check fails in the softmax layer and in those before it.',
    },
    'output-slope-missing': {
      name: 'f′ missing at the output',
      does: 'Takes ∂L/∂a of the output for ∂L/∂z, past the derivative of its activation.',
      shows:
        '∂L/∂z of the output is the first to change. With a sigmoid the error is at least 4 times too large, and the more the more it is saturated.',
      find: 'The check fails in all layers; computed over numeric is 1 ÷ f′, another one for each sample.',
    },
    'error-reversed': {
      name: 'The error with its sign reversed',
      does: 'Computes y − a where a − y is needed, and then subtracts the gradient: each step climbs the loss.',
      shows: 'The whole gradient of the loss has its size and the opposite sign, from the output on; the loss grows.',
      find: 'In the check, the computed gradient is −1 times the numeric one for every parameter.',
    },
    'gradient-of-half': {
      name: 'The gradient of half the loss',
      does: 'Prints the mean squared error and derives ½ (a − y)²: the 2 is gone.',
      shows: 'The whole gradient is half as large, from the output on. In plain descent that is half the learning rate.',
      find: 'In the check, the computed gradient is half the numeric one for every parameter.',
    },
  },
  quiz: {
    title: 'Which mistake is this?',
    none: 'This run can make none of these mistakes. Try the article’s network in standard arithmetic.',
    question: 'Which mistake does the mystery program make? The first number that differs is marked.',
    yes: (name) => `Right: ${name}.`,
    no: (name) => `No: it is “${name}”.`,
    other: (name) => `“${name}” would show like this:`,
    next: 'Another question',
    stop: 'Finish',
    score: (right, answered) => `${right} of ${answered}`,
  },
};

export const errors = { es, en };
