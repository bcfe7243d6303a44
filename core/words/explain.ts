import { plural } from './plural.ts';

/** One weight's gradient taken apart: its paths, its samples, the difference that proves it, what a step costs. */
const es = {
  title: 'El gradiente por dentro',
  waiting: 'Calculando…',
  batch: 'Todo el lote de este paso.',
  paths: {
    title: 'Caminos hasta la pérdida',
    count: (paths: string) => `${paths} ${plural.es(paths, 'camino', 'caminos')}`,
    /** The largest of all that there are. */
    largest: (listed: string) => `Los ${listed} de mayor producto, de todo el lote:`,
    all: 'Todos, de mayor a menor producto:',
    sample: (index: string) => `muestra ${index}`,
    rest: (paths: string) => plural.es(paths, 'el otro', `los otros ${paths}`),
    sum: 'suma de todos',
    gradient: 'retropropagación',
    penalty: 'la penalización añade',
    factors: 'Factores del camino',
  },
  samples: {
    title: 'Lo que aporta cada muestra',
    label: (count: string) => `Aportación de ${count} ${plural.es(count, 'muestra', 'muestras')} al gradiente`,
    told: (up: string, positive: string, down: string, negative: string, sum: string) =>
      `${up} ${plural.es(up, 'muestra suma', 'muestras suman')} ${positive} y ${down} ${plural.es(down, 'suma', 'suman')} ${negative}: queda ${sum}.`,
    thinned: (drawn: string, all: string) => `${plural.es(drawn, 'Se dibuja', 'Se dibujan')} ${drawn} de ${all} puntos.`,
    follow: 'Un clic en un punto sigue esa muestra.',
  },
  curve: {
    title: 'Diferencias finitas',
    label: 'Error relativo de la diferencia central según h',
    told: (h: string, numeric: string, analytic: string, error: string) =>
      `Con h = ${h} la diferencia central da ${numeric} y la retropropagación ${analytic}: error relativo ${error}.`,
    sides: 'Con h grande pesa la curvatura; con h pequeña, el redondeo.',
    kink: 'Los puntos huecos cruzan un pico de la activación o de la pérdida: ahí la diferencia no dice nada.',
    onlyKinks: 'Toda diferencia cruza un pico de la activación o de la pérdida: aquí no hay derivada que comparar.',
  },
  cost: {
    title: 'Lo que cuesta el paso',
    phase: 'fase',
    layer: (layer: string) => `capa ${layer}`,
    total: 'toda la red',
    multiplications: 'multiplicaciones',
    bytes: 'memoria',
    phases: { forward: 'hacia delante', loss: 'pérdida', backward: 'hacia atrás', gradient: 'gradientes', update: 'actualización' },
    all: 'en total',
  },
};

const en: typeof es = {
  title: 'Inside the gradient',
  waiting: 'Computing…',
  batch: 'The whole batch of this step.',
  paths: {
    title: 'Paths to the loss',
    count: (paths) => `${paths} ${plural.en(paths, 'path', 'paths')}`,
    largest: (listed) => `The ${listed} of the largest product, over the whole batch:`,
    all: 'All of them, by size of their product:',
    sample: (index) => `sample ${index}`,
    rest: (paths) => plural.en(paths, 'the other one', `the other ${paths}`),
    sum: 'sum of all',
    gradient: 'backpropagation',
    penalty: 'the penalty adds',
    factors: 'Factors of the path',
  },
  samples: {
    title: 'What each sample adds',
    label: (count) => `What ${count} ${plural.en(count, 'sample adds', 'samples add')} to the gradient`,
    told: (up, positive, down, negative, sum) =>
      `${up} ${plural.en(up, 'sample adds', 'samples add')} up to ${positive} and ${down} to ${negative}: ${sum} remains.`,
    thinned: (drawn, all) => `${drawn} of ${all} points ${plural.en(drawn, 'is', 'are')} drawn.`,
    follow: 'A click on a point follows that sample.',
  },
  curve: {
    title: 'Finite differences',
    label: 'Relative error of the central difference by h',
    told: (h, numeric, analytic, error) =>
      `With h = ${h} the central difference gives ${numeric} and backpropagation ${analytic}: relative error ${error}.`,
    sides: 'A large h suffers from curvature, a small one from rounding.',
    kink: 'Hollow points cross a kink of the activation or of the loss: there the difference says nothing.',
    onlyKinks: 'Every difference crosses a kink of the activation or of the loss: there is no derivative to compare with.',
  },
  cost: {
    title: 'What the step costs',
    phase: 'phase',
    layer: (layer) => `layer ${layer}`,
    total: 'whole network',
    multiplications: 'multiplications',
    bytes: 'memory',
    phases: { forward: 'forward', loss: 'loss', backward: 'backward', gradient: 'gradients', update: 'update' },
    all: 'in all',
  },
};

export const explain = { es, en };
