/** How much a course has. */
interface CourseCounts {
  readonly id: string;
  readonly lessons: number;
  readonly languages: number;
  readonly beats: number;
  readonly asks: number;
  readonly tasks: number;
  readonly faults: number;
}

/** What the command line says besides failures. */
interface CliWords {
  readonly help: string;
  readonly unknownCommand: (command: string) => string;
  readonly unknownOption: (option: string) => string;
  readonly noCommand: string;
  readonly noRun: string;
  readonly tooMany: (argument: string) => string;
  readonly notWhole: (option: string, found: string, min: number) => string;
  readonly needsSteps: string;
  readonly needsTarget: (targets: readonly string[]) => string;
  readonly needsOut: string;
  readonly needsDirections: (kinds: readonly string[]) => string;
  readonly needsPlaces: string;
  readonly unknownLanguage: (found: string) => string;
  readonly standardInput: string;
  readonly standardOutput: string;
  /** `final` is the step whose parameters the training ends with. */
  readonly stopped: (step: number, final: number) => string;
  readonly checkFailed: (worst: string, place: string) => string;
  readonly needsCourseCommand: string;
  readonly noFolder: string;
  readonly courseChecked: (course: CourseCounts) => string;
  readonly courseBegun: (folder: string) => string;
  /** What a file holds that the app opens. */
  readonly opened: (file: OpenedCounts) => string;
}

interface OpenedCounts {
  readonly kind: 'document' | 'run';
  readonly version: number;
  readonly network: readonly number[];
  readonly branches: number;
  readonly marks: number;
  readonly states: number;
  readonly tables: readonly string[];
}

const either = (language: string, items: readonly string[]): string => new Intl.ListFormat(language, { type: 'disjunction' }).format(items);

const es: CliWords = {
  help: `retrograd: entrenamiento y retropropagación de una red, paso a paso, sin ventana

  retrograd trace RUN [--step K] [--per-sample]   todo lo que calcula el paso K, como JSON
  retrograd train RUN --steps N [--every M]       una línea JSON de métricas cada M pasos y, al final, los parámetros
  retrograd check RUN [--step K]                  cada gradiente analítico frente a una diferencia central
  retrograd landscape RUN [--step K] [--grid N] [--directions D]   la pérdida sobre un plano de parámetros, como JSON
  retrograd export RUN --to FORMA [--out FILE] [--step K]   la ejecución en otra forma
  retrograd drill RUN [--seed S] [--count N]      una hoja de cálculos a mano, con los números del paso K
  retrograd open-check FILE [--json]              lo que contiene un documento o una ejecución, abierto como en la ventana
  retrograd course check FOLDER|ZIP [--json]      prueba un curso, o los de una carpeta: cada escena, número, pregunta y tarea
  retrograd course new FOLDER                     empieza un curso con una lección que se puede cambiar

RUN es un documento (.retrograd) o un archivo JSON que describe la ejecución, o - para leerla de la entrada estándar.
Si el archivo guarda también ramas, cuenta solo la ejecución original.

  --step K       el paso, contado desde 0 (por omisión, 0): parte de los parámetros tras K actualizaciones
  --per-sample   añade a cada capa perSample, la parte de dW de cada muestra: una matriz (I,O) por muestra
  --steps N      cuántas actualizaciones hacer, menos donde la ejecución para antes
  --every M      cada cuántas actualizaciones escribir métricas (por omisión, 1)
  --grid N       puntos por lado del plano (por omisión, 33)
  --directions D path, los dos ejes en que más se mueven los parámetros hasta --steps N (por omisión, hasta K);
                 random, al azar según --seed S; curvature, el gradiente y la mayor curvatura;
                 weights, los dos parámetros de --places A,B, p. ej. 1.W.0.2,2.b.0
  --seed S       la semilla de drill (por omisión, 1): la misma da las mismas preguntas
  --count N      cuántas preguntas de drill (por omisión, 10)
  --answers      añade a drill las respuestas; con --json, todo como datos
  --to FORMA     numpy, pytorch o keras, un programa de Python que sigue entrenando con esa biblioteca;
                 onnx, la red para usarla, en float32; safetensors, los parámetros en float64
  --out FILE     el archivo de export (por omisión, la salida estándar; onnx y safetensors lo necesitan)
  --lang es|en   idioma de los mensajes (por omisión, el de LC_ALL o LANG, y si no, español)
  --help         esta ayuda
  --version      la versión

Los datos van a la salida estándar y los mensajes a la de errores.
Termina con 0 si todo va bien, 1 si falla la comprobación, un curso tiene faltas o el entrenamiento diverge, 2 si la entrada no es válida.
`,
  unknownCommand: (command) => `La orden ${command} no existe`,
  unknownOption: (option) => `La opción ${option} no existe en esta orden`,
  noCommand: 'Falta la orden',
  noRun: 'Falta RUN, el archivo de la ejecución',
  tooMany: (argument) => `Sobra ${argument}`,
  notWhole: (option, found, min) => `${option} es ${found} y debe ser un número entero desde ${min}`,
  needsSteps: 'Falta --steps, el número de actualizaciones',
  needsTarget: (targets) => `--to debe ser ${either('es', targets)}`,
  needsOut: 'Falta --out, el archivo que se escribe',
  needsDirections: (kinds) => `--directions debe ser ${either('es', kinds)}`,
  needsPlaces: '--places va con --directions weights y nombra dos parámetros, p. ej. 1.W.0.2,2.b.0',
  unknownLanguage: (found) => `--lang es ${found} y debe ser es o en`,
  standardInput: 'entrada estándar',
  standardOutput: 'salida estándar',
  stopped: (step, final) =>
    `La parada temprana termina el entrenamiento tras ${step} actualizaciones; los parámetros son los del paso ${final}${final < step ? ', el mejor' : ''}.`,
  checkFailed: (worst, place) =>
    `La comprobación falla: el mayor error relativo es ${worst}, en ${place}; compara ahí analytic y numeric en el JSON.`,
  needsCourseCommand: 'Tras course va check o new',
  noFolder: 'Falta FOLDER, la carpeta del curso',
  courseChecked: ({ id, lessons, languages, beats, asks, tasks, faults }) =>
    `${id}: lecciones ${lessons}, idiomas ${languages}, partes ${beats}, preguntas ${asks}, tareas ${tasks}, faltas ${faults}`,
  courseBegun: (folder) =>
    `El curso está en ${folder}; cambia 1/lesson.json, 1/es.md y 1/en.md, y pruébalo con retrograd course check ${folder}`,
  opened: ({ kind, version, network, branches, marks, states, tables }) =>
    `${kind === 'run' ? 'Ejecución' : `Documento de la versión ${version}`}: red ${network.join('-')}, ramas ${branches}, marcas ${marks}, estados ${states}, tablas ${tables.length}.`,
};

const en: CliWords = {
  help: `retrograd: training and backpropagation of a network, step by step, without a window

  retrograd trace RUN [--step K] [--per-sample]   everything that step K computes, as JSON
  retrograd train RUN --steps N [--every M]       a JSON line of metrics each M steps and, at the end, the parameters
  retrograd check RUN [--step K]                  every analytic gradient against a central difference
  retrograd landscape RUN [--step K] [--grid N] [--directions D]   the loss over a plane of parameters, as JSON
  retrograd export RUN --to FORM [--out FILE] [--step K]   the run in another form
  retrograd drill RUN [--seed S] [--count N]      a sheet of numbers to work out by hand, from those of step K
  retrograd open-check FILE [--json]              what a document or a run holds, opened as in the window
  retrograd course check FOLDER|ZIP [--json]      proves a course, or those in a folder: each scene, number, question and task
  retrograd course new FOLDER                     begins a course with one lesson to change

RUN is a document (.retrograd) or a JSON file that describes the run, or - to read it from standard input.
Where the file keeps branches too, only the run itself counts.

  --step K       the step, counted from 0 (default 0): it starts from the parameters after K updates
  --per-sample   adds to each layer perSample, each sample's part of dW: one (I,O) matrix per sample
  --steps N      how many updates to make, fewer where the run stops early
  --every M      how many updates apart metrics are written (default 1)
  --grid N       points along each side of the plane (default 33)
  --directions D path, the two axes along which the parameters move most up to --steps N (default: up to K);
                 random, drawn by --seed S; curvature, the gradient and the largest curvature;
                 weights, the two parameters of --places A,B, e.g. 1.W.0.2,2.b.0
  --seed S       the seed of drill (default 1): the same one gives the same questions
  --count N      how many questions of drill (default 10)
  --answers      adds the answers to drill; with --json, everything as data
  --to FORM      numpy, pytorch or keras, a Python program that goes on training with that library;
                 onnx, the network ready for use, in float32; safetensors, the parameters as float64
  --out FILE     the file of export (default: standard output; onnx and safetensors need it)
  --lang es|en   language of the messages (default: that of LC_ALL or LANG, else Spanish)
  --help         this help
  --version      the version

Data go to standard output, messages to standard error.
Ends with 0 when all is well, 1 when the check fails, a course has faults or the training diverges, 2 when the input is not valid.
`,
  unknownCommand: (command) => `The command ${command} does not exist`,
  unknownOption: (option) => `The option ${option} does not exist for this command`,
  noCommand: 'The command is missing',
  noRun: 'RUN is missing, the file of the run',
  tooMany: (argument) => `${argument} is one argument too many`,
  notWhole: (option, found, min) => `${option} is ${found} and must be a whole number from ${min} up`,
  needsSteps: '--steps is missing, the number of updates',
  needsTarget: (targets) => `--to must be ${either('en', targets)}`,
  needsOut: '--out is missing, the file to write',
  needsDirections: (kinds) => `--directions must be ${either('en', kinds)}`,
  needsPlaces: '--places goes with --directions weights and names two parameters, e.g. 1.W.0.2,2.b.0',
  unknownLanguage: (found) => `--lang is ${found} and must be es or en`,
  standardInput: 'standard input',
  standardOutput: 'standard output',
  stopped: (step, final) =>
    `Early stopping ends the training after ${step} updates; the parameters are those of step ${final}${final < step ? ', the best one' : ''}.`,
  checkFailed: (worst, place) =>
    `The check fails: the largest relative error is ${worst}, at ${place}; compare analytic and numeric there in the JSON.`,
  needsCourseCommand: 'After course comes check or new',
  noFolder: 'FOLDER is missing, the folder of the course',
  courseChecked: ({ id, lessons, languages, beats, asks, tasks, faults }) =>
    `${id}: lessons ${lessons}, languages ${languages}, beats ${beats}, questions ${asks}, tasks ${tasks}, faults ${faults}`,
  courseBegun: (folder) =>
    `The course is in ${folder}; change 1/lesson.json, 1/es.md and 1/en.md, and prove it with retrograd course check ${folder}`,
  opened: ({ kind, version, network, branches, marks, states, tables }) =>
    `${kind === 'run' ? 'Run' : `Document of version ${version}`}: network ${network.join('-')}, branches ${branches}, marks ${marks}, states ${states}, tables ${tables.length}.`,
};

export const cli = { es, en };
