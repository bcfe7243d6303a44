import { plural } from './plural.ts';

/** Data plane, loss curve and the choice of the followed sample. */
const es = {
  plane: {
    title: 'Datos y predicción',
    label: 'Conjunto de entrenamiento y predicción de la red',
    /** In the place of the plane, of a single sample. */
    course: 'Predicción y objetivo, paso a paso',
    output: 'y',
    /** Which inputs the plane shows when there are more than two. */
    across: 'Entrada del eje horizontal',
    up: 'Entrada del eje vertical',
    slice: (inputs: string) => plural.es(inputs, 'La otra entrada está en su media.', `Las otras ${inputs} entradas están en su media.`),
    /** What the colours of the field and the two kinds of points mean. */
    scale: 'Color del fondo: predicción. Color y forma de los puntos: objetivo.',
    classes: 'clases',
    classOf: (name: string) => `clase ${name}`,
    prediction: 'predicción',
    target: 'objetivo',
    outputOf: (index: string) => `salida ${index}`,
    chooseOutput: 'Salida que se ve',
    sample: (index: string) => `muestra ${index}`,
    /** Not all points are drawn. */
    some: (drawn: string, all: string) => `${plural.es(drawn, 'Se dibuja', 'Se dibujan')} ${drawn} de ${all} puntos.`,
  },
  loss: {
    title: 'Pérdida',
    norms: 'Gradiente',
    chart: 'Qué se dibuja',
    label: 'Pérdida a lo largo del entrenamiento',
    normsLabel: 'Norma del gradiente por capa',
    log: 'log',
    logLabel: 'Escala logarítmica',
    step: 'paso',
    at: (step: string, of: string) => `Paso ${step} de ${of}`,
    batch: 'lote',
    whole: 'conjunto',
    validation: 'validación',
    accuracy: 'aciertos',
    short: (layer: string) => `c${layer}`,
    untrained: 'Aún no hay pasos entrenados.',
  },
  sample: {
    label: 'Muestra que se sigue',
    first: 'Primera del lote',
    index: 'Número de la muestra',
    previous: 'Muestra anterior',
    next: 'Muestra siguiente',
    absent: 'fuera de este lote',
    absentLong: 'Esta muestra no está en el lote de este paso: no aporta gradiente.',
  },
};

const en: typeof es = {
  plane: {
    title: 'Data and prediction',
    label: 'Training set and the network’s prediction',
    course: 'Prediction and target, step by step',
    output: 'y',
    across: 'Input of the horizontal axis',
    up: 'Input of the vertical axis',
    slice: (inputs) => plural.en(inputs, 'The other input is at its mean.', `The other ${inputs} inputs are at their mean.`),
    scale: 'Colour of the ground: prediction. Colour and shape of the points: target.',
    classes: 'classes',
    classOf: (name) => `class ${name}`,
    prediction: 'prediction',
    target: 'target',
    outputOf: (index) => `output ${index}`,
    chooseOutput: 'Output shown',
    sample: (index) => `sample ${index}`,
    some: (drawn, all) => `${drawn} of ${all} points ${plural.en(drawn, 'is', 'are')} drawn.`,
  },
  loss: {
    title: 'Loss',
    norms: 'Gradient',
    chart: 'What is drawn',
    label: 'Loss over training',
    normsLabel: 'Gradient norm per layer',
    log: 'log',
    logLabel: 'Logarithmic scale',
    step: 'step',
    at: (step, of) => `Step ${step} of ${of}`,
    batch: 'batch',
    whole: 'data set',
    validation: 'validation',
    accuracy: 'accuracy',
    short: (layer) => `l${layer}`,
    untrained: 'No steps are trained yet.',
  },
  sample: {
    label: 'Sample that is followed',
    first: 'First of the batch',
    index: 'Number of the sample',
    previous: 'Previous sample',
    next: 'Next sample',
    absent: 'not in this batch',
    absentLong: 'This sample is not in this step’s batch: it adds no gradient.',
  },
};

export const plots = { es, en };
