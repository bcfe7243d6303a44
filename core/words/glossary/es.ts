import type { Glossary } from './entry.ts';

export const es: Glossary = {
  title: 'Glosario',
  search: 'Buscar un término o un símbolo',
  none: 'Ningún término se llama así.',
  near: 'Cerca:',
  explain: (name) => `${name}: qué es`,
  terms: {
    sample: {
      name: 'Muestra',
      forms: 'muestra|muestras',
      means: 'Un ejemplo de los datos: los números que entran en la red y lo que debería responder.',
    },
    target: {
      name: 'Objetivo',
      forms: 'objetivo|objetivos',
      means: 'Lo que la red debería responder a una muestra. La predicción se compara con él.',
    },
    unit: {
      name: 'Neurona',
      forms: 'neurona|neuronas',
      means: 'Suma lo que le llega por sus pesos, añade su sesgo y pasa el resultado por una función. Lo que sale es lo que dice.',
    },
    layer: {
      name: 'Capa',
      forms: 'capa|capas',
      means: 'Neuronas que trabajan a la vez con las mismas entradas. Las ocultas están entre la entrada y la salida.',
    },
    weight: {
      name: 'Peso',
      forms: 'peso|pesos',
      means: 'Un número por el que se multiplica lo que va de una neurona a otra. Si es negativo, lo que pasa por él llega al revés.',
    },
    bias: {
      name: 'Sesgo',
      forms: 'sesgo|sesgos',
      means: 'Un número que la neurona añade a su suma, venga lo que venga: desplaza el punto en que responde.',
    },
    parameter: {
      name: 'Parámetro',
      forms: 'parámetro|parámetros',
      means: 'Cada número que el entrenamiento cambia: los pesos y los sesgos.',
    },
    sum: {
      name: 'Suma ponderada',
      forms: 'suma ponderada',
      means: 'Todo lo que llega a una neurona, cada cosa por su peso, más el sesgo. Es lo que recibe la función de activación.',
    },
    activation: {
      name: 'Activación',
      forms: 'activación|activaciones|función de activación',
      means:
        'Lo que una neurona dice: su suma después de pasar por su función. Sin una función curva, varias capas valdrían lo mismo que una.',
    },
    relu: {
      name: 'ReLU',
      forms: 'relu',
      means: 'Deja pasar lo positivo tal cual y convierte lo negativo en 0. Su pendiente es 1 o 0: compuerta abierta o cerrada.',
    },
    forward: { name: 'Hacia delante', forms: 'hacia delante', means: 'El cálculo desde las entradas hasta la predicción, capa a capa.' },
    loss: {
      name: 'Pérdida',
      forms: 'pérdida|pérdidas',
      means: 'Un solo número que dice cuánto se equivoca la red. Entrenar es hacerlo bajar.',
    },
    backward: {
      name: 'Retropropagación',
      forms: 'retropropagación|hacia atrás',
      means: 'El cálculo de vuelta: reparte la culpa de la pérdida desde la salida hasta cada peso, sin calcular nada dos veces.',
    },
    chain: {
      name: 'Regla de la cadena',
      forms: 'regla de la cadena',
      means:
        'Si una cosa mueve a otra y esta a una tercera, los efectos se multiplican. Por eso la culpa se multiplica por cada peso y cada compuerta que cruza.',
    },
    blame: {
      name: 'Culpa',
      forms: 'culpa|culpas',
      means:
        'Lo que cambiaría la pérdida si lo que dice esta neurona subiera un poco. Es lo que le llega de quienes la escuchan, por sus pesos, antes de su compuerta.',
    },
    gate: {
      name: 'Compuerta',
      forms: 'compuerta|compuertas|pendiente',
      means:
        'La pendiente de la función de activación en z. Decide cuánta culpa pasa: con 1 pasa entera, con 0 está cerrada y no pasa nada.',
    },
    error: {
      name: 'Error δ',
      forms: 'error δ|δ',
      means:
        'Lo que cambiaría la pérdida si la suma z de esta neurona subiera un poco: culpa por compuerta. De δ salen los gradientes de sus pesos.',
    },
    gradient: {
      name: 'Gradiente',
      forms: 'gradiente|gradientes',
      means: 'Lo que cambiaría la pérdida si un peso subiera un poco: lo que entró por él, por δ. Con varias muestras se suma lo de todas.',
    },
    rate: {
      name: 'Tasa de aprendizaje',
      forms: 'tasa|tasa de aprendizaje',
      means: 'Qué parte del gradiente se resta a cada peso en un paso. Muy baja, tarda; muy alta, se pasa de largo.',
    },
    optimiser: {
      name: 'Optimizador',
      forms: 'paso del optimizador|optimizador',
      means: 'La regla que convierte cada gradiente en el cambio de su peso. La más simple resta la tasa por el gradiente.',
    },
    momentum: {
      name: 'Inercia',
      forms: 'inercia',
      means: 'Lo que queda de los cambios anteriores y se suma al de ahora: el peso sigue por donde iba y oscila menos.',
    },
    schedule: {
      name: 'Programa de la tasa',
      forms: 'programa de la tasa',
      means: 'Cómo cambia la tasa de aprendizaje a lo largo del entrenamiento; por ejemplo, grande al empezar y pequeña al acabar.',
    },
    step: {
      name: 'Paso',
      forms: 'paso|pasos',
      means: 'Una vuelta completa: hacia delante, pérdida, hacia atrás y actualización, con un lote.',
    },
    batch: {
      name: 'Lote',
      forms: 'lote|lotes',
      means: 'Las muestras que se usan en un paso. Sus gradientes se juntan y los pesos cambian una sola vez.',
    },
    epoch: {
      name: 'Época',
      forms: 'época|épocas',
      means: 'Tantos pasos como hacen falta para usar una vez todas las muestras de entrenamiento.',
    },
    validation: {
      name: 'Validación',
      forms: 'validación',
      means: 'Muestras que no se usan para entrenar: dicen si la red ha aprendido o solo recuerda.',
    },
    overfitting: {
      name: 'Sobreajuste',
      forms: 'sobreajuste',
      means: 'La red acierta con lo que ha visto y falla con lo nuevo: la pérdida de validación sube mientras la otra baja.',
    },
    regularisation: {
      name: 'Regularización',
      forms: 'regularización|penalización',
      means: 'Lo que frena a la red para que no memorice, como un coste por cada peso grande.',
    },
    decay: {
      name: 'Decaimiento de pesos',
      forms: 'decaimiento de pesos|decaimiento',
      means: 'En cada paso encoge un poco todos los pesos, aparte de lo que pida el gradiente, para que ninguno crezca sin necesidad.',
    },
    clipping: {
      name: 'Recorte',
      forms: 'recortar|recorte|se recorta',
      means: 'Un tope para el gradiente: lo que lo supera se encoge hasta él, para que un solo paso no eche a perder lo aprendido.',
    },
    stopping: {
      name: 'Parada temprana',
      forms: 'parada temprana',
      means: 'Dejar de entrenar cuando la pérdida de validación lleva un tiempo sin bajar, antes de que la red empiece a memorizar.',
    },
    dropout: {
      name: 'Dropout',
      forms: 'dropout',
      means: 'Apaga neuronas al azar en cada paso de entrenamiento, para que ninguna dependa demasiado de otra.',
    },
    normalisation: {
      name: 'Normalización',
      forms: 'normalización',
      means: 'Lleva las sumas a media 0 y varianza 1 y deja que dos números aprendidos, γ y β, elijan otra escala.',
    },
    saturated: {
      name: 'Saturada',
      forms: 'saturada|saturadas',
      means: 'Una neurona que trabaja donde su función es plana: su compuerta está casi cerrada y aprende muy despacio.',
    },
    dead: {
      name: 'ReLU muerta',
      forms: 'relu muerta|muerta|muertas',
      means: 'Da 0 con todas las muestras de entrenamiento y no aprende de ninguna. Si solo da 0 con una, está cerrada aquí.',
    },
    vanishing: {
      name: 'Gradiente que se desvanece',
      forms: 'se desvanece',
      means: 'La culpa encoge al cruzar muchas compuertas casi cerradas y a las primeras capas apenas llega nada.',
    },
    divergence: {
      name: 'Divergencia',
      forms: 'divergencia|diverge',
      means: 'La pérdida crece en vez de bajar: cada paso se pasa de largo, casi siempre porque la tasa es demasiado alta.',
    },
    softmax: {
      name: 'Softmax',
      forms: 'softmax',
      means: 'Convierte las salidas en probabilidades que suman 1: si una sube, las otras bajan.',
    },
    initialisation: {
      name: 'Inicialización',
      forms: 'inicialización|pesos iniciales|sesgos iniciales',
      means:
        'Los números con que empiezan los pesos y los sesgos. Suelen ser al azar: si todas las neuronas empezaran igual, aprenderían lo mismo.',
    },
    seed: {
      name: 'Semilla',
      forms: 'semilla',
      means: 'El número del que sale todo el azar de una ejecución. La misma semilla da los mismos números.',
    },
  },
};
