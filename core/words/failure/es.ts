import type { Failure } from '#core/contract/failure.ts';
import { sayDocumentFault } from './document.ts';
import { sayLessonFault } from './lesson.ts';
import { dataOf, plainNameOf, sayBy, type FailureSentences, type FailureWords, type Pen } from './words.ts';

const words: FailureWords = {
  kinds: {
    number: 'un número finito',
    integer: 'un número entero',
    text: 'un texto',
    boolean: 'true o false',
    list: 'una lista',
    object: 'un objeto',
    matrix: 'una matriz, es decir, una lista de filas de números',
  },
  limits: {
    parameters: 'parámetros',
    layers: 'capas',
    units: 'neuronas',
    samples: 'muestras',
    cells: 'celdas',
    activations: 'activaciones por lote',
    bytes: 'bytes',
    memory: 'bytes de memoria',
    columns: 'columnas',
    branches: 'ramas',
    frames: 'fotogramas',
  },
  smaller: {
    parameters: 'usa menos neuronas o menos capas',
    layers: 'quita capas',
    units: 'usa menos neuronas',
    samples: 'usa menos muestras',
    cells: 'usa menos filas o columnas',
    activations: 'elige un lote más pequeño o menos neuronas',
    bytes: 'usa menos datos',
    memory: 'elige un lote más pequeño, menos neuronas o menos muestras, o quita ramas',
    columns: 'quita columnas del archivo',
    branches: 'quita alguna que ya no necesites',
    frames: 'elige menos pasos o menos fotogramas por segundo',
  },
  tensors: {
    x: 'las entradas x',
    z: 'la suma ponderada z',
    a: 'la activación a',
    loss: 'la pérdida',
    dA: 'la culpa ∂L/∂a (dA)',
    dZ: 'el error δ (dZ)',
    dW: 'el gradiente dW',
    db: 'el gradiente db',
    W: 'los pesos W',
    b: 'los sesgos b',
    optimizer: 'el estado del optimizador',
  },
  operations: {
    'sum-of-products': (a, b) => `al sumar productos como ${a} · ${b}`,
    sum: (a) => `al sumar números como ${a}`,
    product: (a, b) => `al multiplicar ${a} · ${b}`,
    normalization: (a) => `al normalizar ${a}`,
    activation: (a) => `al activar ${a}`,
    loss: (a, b) => `al comparar la predicción ${a} con el objetivo ${b}`,
    update: (a, b) => `al sumar ${a} y el cambio ${b}`,
  },
  texts: {
    encoding: 'tiene una letra que su codificación no explica; guarda el archivo como UTF-8',
    quotes: 'tiene unas comillas sin cerrar o seguidas de más texto; ciérralas o duplícalas',
    'too-long': 'no termina; comprueba que sus saltos de línea y sus comillas estén completos',
  },
  reasons: {
    'cross-entropy-needs-softmax': 'la entropía cruzada categórica necesita softmax en la última capa',
    'binary-cross-entropy-needs-sigmoid': 'la entropía cruzada binaria necesita una sigmoide en la última capa',
    'article-needs-mse-sigmoid': ({ written }) =>
      `la aritmética del artículo solo existe para el error cuadrático medio${written('mse')} y una salida sigmoide`,
    'article-needs-plain-descent':
      'la aritmética del artículo solo existe para el descenso de gradiente simple, sin normalización, dropout, conexiones residuales, penalización ni recorte',
    'classes-need-outputs': 'la última capa necesita una neurona por clase, o una sola si hay dos clases y la pérdida no es la categórica',
    'targets-not-probabilities': ({ written }) =>
      `la entropía cruzada compara probabilidades: los objetivos deben estar entre 0 y 1 y, en la categórica, sumar 1 en cada fila; corrígelos o elige el error cuadrático medio${written('mse')}`,
    'split-leaves-no-training': 'no queda ninguna muestra para entrenar; da al entrenamiento una fracción mayor que 0',
    'output-dropout': 'el dropout de la última capa borraría predicciones',
    'logits-need-linear': 'la entropía cruzada desde logits contiene ya la sigmoide y necesita una última capa lineal',
    'residual-needs-equal-layers': 'una conexión residual suma la entrada de la capa a su salida y ambas deben tener las mismas neuronas',
    'output-residual': 'la capa de salida no admite conexión residual, pues sumaría su entrada a la predicción',
    'class-weights-need-cross-entropy': 'los pesos por clase solo existen en las entropías cruzadas',
    'stopping-needs-validation': 'la parada temprana mira la pérdida de validación; reserva ahí una fracción mayor que 0',
    'instance-needs-extent':
      'la normalización por instancia promedia sobre la extensión de un canal, como los píxeles de una imagen, y aquí cada neurona da un solo número, que menos su media sería siempre 0',
    'label-noise-needs-classes': 'cambiar etiquetas es cambiar unas clases por otras y estos datos son una regresión; pon ahí 0',
    'file-needs-plain-name': 'el archivo está junto a la ejecución; escribe solo su nombre, sin carpetas ni dos puntos',
    'column-named-twice': 'cada columna se nombra una vez; quita la repetición',
    'target-has-no-classes': 'esa columna no contiene entre 2 y 100 clases; elige otro objetivo',
    'target-has-one-value': ({ written }) =>
      `esa columna tiene un único valor, así que no hay clases que distinguir, y si la tarea se elige sola${written('auto en data.task')} pasa por una regresión; elige otro objetivo`,
    'target-taken-for-regression': ({ written }) =>
      `esa columna se ha tomado por una regresión y la entropía cruzada compara clases; elige la tarea de clases${written('classes en data.task')} o el error cuadrático medio${written('mse')}`,
    'target-needs-numbers': 'una regresión necesita una columna de números; elige otro objetivo o la tarea de clases',
    'several-targets-need-numbers': 'varios objetivos son una regresión sobre columnas de números; elige columnas así o un solo objetivo',
    'no-inputs-left': 'no queda ninguna columna que entre en la red; deja al menos una de números o de categorías',
    'branch-keeps-layers':
      'una rama continúa con los pesos que hay, así que conserva las neuronas y la normalización de cada capa; para cambiarlas, edita la ejecución desde el principio',
    'branch-leaves-earlier':
      'una rama sale de la ejecución misma, 0, o de una rama que está antes en el archivo; escribe el número de una de esas',
    'branch-number-once': 'otra rama del archivo tiene ese número; da a cada una el suyo',
    'network-has-no-such-part': 'la red de la ejecución abierta no tiene esa parte; elige una que tenga',
    'view-shown-twice': 'esa vista ya está en otro sitio; da a cada sitio una vista distinta',
    'fault-needs-standard-arithmetic': 'los errores se prueban sobre la aritmética estándar, pues la del artículo tiene ya los suyos',
    'fault-needs-curved-activation':
      'ninguna derivada de esta red cambia al tomarla en a en vez de en z; hace falta, por ejemplo, una capa oculta con tanh o sigmoide',
    'fault-needs-mean': 'la pérdida ya es una suma, así que sumar los gradientes es lo correcto',
    'fault-needs-several-samples': 'con una sola muestra por lote este error no cambia ningún número',
    'fault-needs-trained-biases': 'esta ejecución no entrena los sesgos',
    'fault-needs-hidden-layer': 'con una sola capa el error no atraviesa ningún peso',
    'fault-needs-no-clipping': 'el recorte necesita el gradiente entero antes de actualizar ninguna capa',
    'fault-needs-relu': 'hace falta una capa oculta con ReLU y sin conexión residual, cuya máscara sobrescriba las activaciones',
    'fault-needs-softmax': 'hace falta una capa softmax de varias neuronas',
    'fault-needs-output-slope': ({ written }) =>
      `en la salida no hay derivada que olvidar; hace falta, por ejemplo, una salida sigmoide con el error cuadrático medio${written('mse')}`,
    'fault-needs-squared-error': ({ written }) => `hace falta el error cuadrático medio${written('mse')}, cuyo 2 se puede olvidar`,
  },
  exports: {
    'no-derivative': 'sus gradientes no son derivadas, y la biblioteca no calcula otra cosa',
    fault: 'ningún programa repite un error cometido a propósito',
    'lone-sample': 'PyTorch no normaliza un lote de una sola muestra',
    'other-nadam': 'Keras define NAdam con otros momentos',
    'one-clipping': 'Keras recorta de una sola manera a la vez',
    'one-decay': 'Keras decae de una sola manera a la vez',
    'not-short': 'eso solo está en el programa exacto, no en el de enseñar',
    unwritten: 'todavía no hay texto para ese método',
    overflow: 'los números son demasiado grandes para esa forma, porque el entrenamiento diverge; elige un paso anterior',
  },
  parts: {
    interface: 'de la interfaz',
    trainer: 'del motor de entrenamiento',
    encoder: 'del codificador de archivos exportados',
  },
};

const quote = (text: string): string => `«${text}»`;
const at = (place: string): string => (place === '' ? 'La descripción de la ejecución' : quote(place));
const found = (value: string): string => (value === 'list' || value === 'object' ? words.kinds[value] : value);
const kindOr = (expected: string, pen: Pen): string =>
  expected in words.kinds ? words.kinds[expected as keyof typeof words.kinds] : pen.either(expected.split(' | '));
const perhaps = (nearest: string): string => `quizá querías escribir ${quote(nearest)}`;

/** The operation that lost the number, with its operands. */
const how = ({ operation, operands = [] }: Extract<Failure, { code: 'non-finite' }>, pen: Pen): string => {
  const [a, b] = operands.map((operand) => pen.measure(operand));
  return operation === undefined ? '' : `, ${words.operations[operation](a ?? '', b ?? '')}`;
};

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no existe; comprueba el nombre y la carpeta',
  EACCES: 'no hay permiso; comprueba los permisos del archivo',
  EPERM: 'no hay permiso; comprueba los permisos del archivo',
  EISDIR: 'es una carpeta; indica un archivo',
  ENOTEMPTY: 'no está vacía; elige una carpeta nueva',
  ENOSPC: 'no queda espacio en el disco; libera espacio o elige otro disco',
  EROFS: 'el disco es de solo lectura; elige otra carpeta',
  ENAMETOOLONG: 'su nombre es demasiado largo; elige uno más corto',
  EIO: 'el disco falla; elige otro disco y comprueba ese',
};
const fileReason = (reason: string): string => fileReasons[reason] ?? `${reason}; comprueba el archivo e inténtalo de nuevo`;

/** The sentences of every failure in Spanish. */
export const es: FailureSentences = {
  'not-json': (f, pen) =>
    `El texto deja de ser JSON válido en la línea ${pen.number(f.line)}, columna ${pen.number(f.column)}; corrígelo ahí (comas, comillas, llaves; NaN e Infinity no existen en JSON).`,
  'unknown-key': (f, pen) => {
    const remedy = f.known.length === 0 ? 'quítala' : `quítala o usa ${pen.either(f.known)}`;
    return `La clave ${quote(f.place)} no existe; ${f.nearest === undefined ? remedy : perhaps(f.nearest)}.`;
  },
  missing: (f, pen) => `Falta ${quote(f.place)}; escribe ahí ${kindOr(f.expected, pen)}.`,
  'wrong-type': (f) => `${at(f.place)} es ${found(f.found)} y debe ser ${words.kinds[f.expected]}; cambia ese valor.`,
  'out-of-range': (f, pen) =>
    `${at(f.place)} es ${f.found}; elige un número ${f.integer ? 'entero ' : ''}entre ${pen.number(f.min)} y ${pen.number(f.max)}.`,
  'not-one-of': (f, pen) =>
    `${at(f.place)} es ${found(f.found)}, que no es una opción; ${f.nearest === undefined ? 'elige' : `${perhaps(f.nearest)}, o elige`} ${pen.either(f.allowed)}.`,
  'wrong-shape': (f) =>
    `${at(f.place)} mide ${f.found} y debe medir ${f.expected}; ajusta esos números o la parte de la red que no concuerda con ellos.`,
  'too-large': (f, pen) =>
    `${at(f.place)} da ${pen.number(f.found)} ${words.limits[f.what]} y el límite es ${pen.number(f.limit)}; ${words.smaller[f.what]}.`,
  incompatible: (f, pen) => {
    const reason = words.reasons[f.reason];
    const value = f.found === undefined ? 'no es posible aquí' : `es ${f.found}`;
    return `${at(f.place)} ${value}: ${typeof reason === 'string' ? reason : reason(pen)}${f.expected === undefined ? '' : `; pon ahí ${f.expected}`}.`;
  },
  'newer-version': (f, pen) =>
    `${{ view: 'La vista', progress: 'El progreso', run: 'La ejecución' }[f.what ?? 'run']} es de la versión ${pen.number(f.found)} y este programa conoce hasta la ${pen.number(f.known)}; actualiza Retrograd para ${f.what === 'progress' ? 'abrirlo' : 'abrirla'}.`,
  'non-finite': (f, pen) => {
    const where = f.tensor === 'loss' ? '' : ` (capa ${pen.number(f.layer)}, neurona ${pen.number(f.unit + 1)})`;
    return `En el paso ${pen.number(f.step)} aparece ${f.value} en ${words.tensors[f.tensor]}${where}${how(f, pen)}; prueba una tasa de aprendizaje menor u otros pesos iniciales.`;
  },
  'step-out-of-range': (f, pen) =>
    `El paso ${pen.number(f.step)} no existe en esta ejecución; elige uno entre ${pen.number(f.min)} y ${pen.number(f.max)}.`,
  'needs-table': (f) => `${quote(f.place)} nombra ${quote(f.table)}, que no está; pon ese archivo junto a la ejecución o añádelo.`,
  'bad-cell': (f, pen) =>
    `La fila ${pen.number(f.row)} de ${quote(f.file)} tiene ${f.found} en la columna ${quote(f.column)}, que es de números; corrige esa celda o déjala vacía, o di que la columna es de categorías, o no la uses.`,
  'missing-cell': (f, pen) =>
    `La fila ${pen.number(f.row)} de ${quote(f.file)} no tiene valor en la columna ${quote(f.column)}; complétala o elige qué hacer con las celdas vacías: quitar la fila${pen.written('drop')} o poner la media${pen.written('mean')}.`,
  'no-formulas': () =>
    'No se ha podido cargar lo que compone las fórmulas, así que se ven tal como se escriben; se vuelve a intentar solo, y si no llega, recarga la página.',
  'scaling-overflow': (f, pen) =>
    `${f.file === undefined ? `La muestra ${pen.number(f.row)}` : `La fila ${pen.number(f.row)} de ${quote(f.file)}`} tiene ${f.found} en ${quote(f.column)}, y al escalar esa entrada sale un número que no cabe; divide esa entrada entre algo grande, o no la escales.`,
  'bad-row': (f, pen) =>
    `La fila ${pen.number(f.row)} de ${quote(f.file)} tiene ${pen.number(f.found)} celdas y la cabecera tiene ${pen.number(f.expected)}; corrige esa fila.`,
  'bad-text': (f, pen) => `La fila ${pen.number(f.row)} de ${quote(f.file)} ${words.texts[f.problem]}.`,
  'not-text': (f) => `${quote(f.file)} no es una tabla de texto; guárdala como CSV en el programa con que se hizo y abre ese archivo.`,
  'no-rows': (f) =>
    `${quote(f.file)} no tiene ninguna fila de datos que usar; elige un archivo con datos u otra forma de tratar los valores que faltan.`,
  'no-run-file': (f) => {
    const use = `escribe una ejecución que la nombre, junto a ella (${dataOf(f.table ? plainNameOf(f.file) : 'tabla.csv', 'columna')}), o ábrela en la ventana de Retrograd`;
    return f.table
      ? `${quote(f.file)} es una tabla y no una ejecución; ${use}.`
      : `${quote(f.file)} es un archivo de otro programa y no una ejecución; si es una hoja de cálculo, guárdala como CSV, y con esa tabla ${use}.`;
  },
  'file-unreadable': (f) => `No se puede leer ${quote(f.file)}: ${fileReason(f.reason)}.`,
  'file-unwritable': (f) => `No se puede escribir ${quote(f.file)}: ${fileReason(f.reason)}.`,
  'file-read-only': (f) => `${quote(f.file)} está protegido contra escritura; guarda con otro nombre o quita esa protección.`,
  'bad-document': (f, pen) => sayDocumentFault(f, 'es', pen.number),
  'newer-document': (f, pen) =>
    `El documento es de la versión ${pen.number(f.found)} y este programa conoce hasta la ${pen.number(f.known)}: se muestra lo que se entiende y el archivo no se toca; guárdalo con otro nombre, o actualiza Retrograd.`,
  'cannot-export': (f) =>
    `${at(f.place)}${f.found === '' ? '' : ` es ${found(f.found)}`} y no se puede exportar a ${f.target}: ${words.exports[f.reason]}; cambia ese valor o elige otra forma.`,
  usage: (f) => `${f.problem}; escribe ${f.usage}.`,
  'cannot-draw': ({ subject, reason }) =>
    ({
      nothing: `En ese momento no hay nada que dibujar de ${subject}; elige otro momento u otra vista.`,
      'no-marks': 'El documento no tiene marcas; pon alguna en la ventana, o di los pasos con --at, o con --from y --to.',
      'no-tex': `Como .tex se escriben la red (network), el grafo (graph), las ramas (lanes) y las fórmulas (formulas), y no ${subject}; elige SVG o PDF.`,
      'still-only': `De ${subject} no se puede hacer una película: elige SVG, PNG o PDF.`,
      'no-table': `De ${subject} no hay tabla de números; elige SVG o PDF.`,
      'no-browser':
        'Para hacer PNG, PDF, vídeos o diapositivas hace falta un Chromium o Chrome, y aquí no lo hay; instálalo, di dónde está en RETROGRAD_CHROMIUM, o elige SVG.',
    })[reason],
  'one-file': ({ pages, out }, { number }) =>
    `Son ${number(pages)} imágenes y ${out === '' ? 'la salida estándar' : `«${out}»`} es una sola; escribe con --out un nombre con % donde va su número, o un PDF.`,
  'no-encoder': (f) => `Este equipo no puede codificar ${f.format}; elige otro formato.`,
  cancelled: () => 'La operación se canceló; repítela cuando quieras.',
  'trainer-lost': (f) => `El motor de entrenamiento se detuvo (${f.reason}); abre de nuevo la ejecución para continuar.`,
  'internal-error': (f) =>
    `Un error interno ${words.parts[f.part]} impidió hacerlo (${f.reason}); no se ha perdido nada de tu ejecución: guárdala, recarga el programa y, si vuelve a ocurrir, comunica este mensaje.`,
  'no-memory': (f) =>
    `No hay memoria suficiente para hacerlo (${f.reason}); elige lotes más pequeños, capas más estrechas o menos muestras, o cierra otros programas.`,
  'no-run': () => 'No hay ninguna ejecución abierta; abre o crea una primero.',
  'not-now': (f) => `La orden ${quote(f.command)} no es posible tal como está todo; consigue antes aquello sobre lo que actúa.`,
  'switched-off': () => 'La lección prescinde de esto mientras dura; sal de ella para usarlo.',
  // A file that cannot be read is named by its own sentence.
  'in-lesson': (f, pen) =>
    'file' in f.failure && f.failure.file === f.file
      ? sayBy(es, f.failure, pen)
      : `${quote(f.file)}${f.beat === undefined ? '' : `, parte ${quote(f.beat)}`}: ${sayBy(es, f.failure, pen)}`,
  'lesson-fault': (f) => sayLessonFault(f, 'es'),
};
