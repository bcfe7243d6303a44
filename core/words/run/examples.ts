/** The names of the examples, in the order in which they are offered. */
const es = {
  first: 'Cuentas que caben en la cabeza',
  articleStandard: 'Red del artículo [2, 4, 8, 1]',
  article: 'Red del artículo, con sus fórmulas',
  twoTwoTwo: 'Ejemplo a mano 2-2-2',
  xor: 'XOR',
  circles: 'Círculos',
  moons: 'Lunas',
  spirals: 'Tres espirales',
  blobs: 'Cuatro nubes',
  sine: 'Seno (regresión)',
  diverging: 'Tasa demasiado grande',
  oscillating: 'Pasos que oscilan',
  vanishing: 'Gradiente que se desvanece',
  deadRelus: 'ReLU que mueren',
  symmetric: 'Pesos iniciales iguales',
  saturated: 'Neuronas saturadas',
  overfitting: 'Sobreajuste',
};

const en: typeof es = {
  first: 'Sums that fit in the head',
  articleStandard: 'The article’s network [2, 4, 8, 1]',
  article: 'The article’s network, its own formulas',
  twoTwoTwo: 'The 2-2-2 example by hand',
  xor: 'XOR',
  circles: 'Circles',
  moons: 'Moons',
  spirals: 'Three spirals',
  blobs: 'Four blobs',
  sine: 'Sine (regression)',
  diverging: 'A rate too large',
  oscillating: 'Steps that oscillate',
  vanishing: 'Vanishing gradient',
  deadRelus: 'ReLUs that die',
  symmetric: 'Equal initial weights',
  saturated: 'Saturated units',
  overfitting: 'Overfitting',
};

export const examples = { es, en };
