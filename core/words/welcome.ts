/** What a newcomer meets beside the first network. */
const es = {
  title: 'Así aprende una red: paso a paso, hacia delante y hacia atrás.',
  lead: 'Una muestra, 13 parámetros, números que puedes comprobar de cabeza. Da el primer paso y lee.',
  own: 'Tu propia red',
  ownMore: 'Escribe los pesos y una muestra: los deberes, comprobados.',
  article: 'La red del artículo',
  articleMore: '2-4-8-1, mil puntos: la que se construye en NumPy.',
  more: 'También puedes elegir otro ejemplo arriba o',
  open: 'abrir una tabla o un archivo',
};

const en: typeof es = {
  title: 'This is how a network learns: step by step, forwards and backwards.',
  lead: 'One sample, 13 parameters, numbers that you can check in your head. Take the first step and read.',
  own: 'Your own network',
  ownMore: 'Type the weights and a sample: homework, checked.',
  article: 'The article’s network',
  articleMore: '2-4-8-1, a thousand points: the one that is built in NumPy.',
  more: 'You can also choose another example above or',
  open: 'open a table or a file',
};

export const welcome = { es, en };
