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

interface OpenedCounts {
  readonly kind: 'document' | 'run' | 'link' | 'picture';
  readonly version: number;
  readonly network: readonly number[];
  readonly branches: number;
  readonly marks: number;
  readonly states: number;
  readonly tables: readonly string[];
}

/** What the command line says besides failures. */
export interface CliWords {
  readonly unknownCommand: (command: string) => string;
  readonly unknownOption: (option: string) => string;
  readonly noCommand: string;
  /** The first word of commands that have two. */
  readonly goesOn: (word: string, next: readonly string[]) => string;
  /** An argument that is missing, by its name in the usage line. */
  readonly noArgument: (name: string) => string;
  readonly tooMany: (argument: string) => string;
  readonly notWhole: (option: string, found: string, min: number, max: number) => string;
  /** An option without which the command does not know what to do; `value` is what goes behind it. */
  readonly needsOption: (option: string, value: string) => string;
  readonly needsChoice: (option: string, choices: readonly string[]) => string;
  /** An option that goes with one choice of another alone. */
  readonly goesWith: (option: string, other: string) => string;
  readonly goesWithOther: (option: string, other: string) => string;
  readonly needsOut: string;
  readonly needsPlaces: string;
  /** Moments that are none. */
  readonly notPlaces: (found: string) => string;
  /** How a file that is drawn may end. */
  readonly needsEnding: (endings: readonly string[]) => string;
  /** Several files need a place for their number. */
  readonly needsNumber: (out: string) => string;
  readonly unknownLanguage: (found: string) => string;
  readonly standardInput: string;
  readonly standardOutput: string;
  /** How far something that lasts has come, while it does. */
  readonly progress: (done: number, total: number) => string;
  /** `final` is the step whose parameters the training ends with. */
  readonly stopped: (step: number, final: number) => string;
  readonly checkFailed: (worst: string, place: string) => string;
  readonly unknownSubject: (subject: string) => string;
  readonly courseChecked: (course: CourseCounts) => string;
  readonly courseBegun: (folder: string) => string;
  /** What a file holds that the app opens. */
  readonly opened: (file: OpenedCounts) => string;
}

const whole = (language: string, value: number): string => new Intl.NumberFormat(language).format(value);
const either = (language: string, items: readonly string[]): string => new Intl.ListFormat(language, { type: 'disjunction' }).format(items);

const es: CliWords = {
  unknownCommand: (command) => `La orden ${command} no existe`,
  unknownOption: (option) => `La opción ${option} no existe en esta orden`,
  noCommand: 'Falta la orden',
  goesOn: (word, next) => `Tras ${word} va ${either('es', next)}`,
  noArgument: (name) => `Falta ${name}`,
  tooMany: (argument) => `Sobra ${argument}`,
  notWhole: (option, found, min, max) =>
    `${option} es ${found} y debe ser un número entero entre ${whole('es', min)} y ${whole('es', max)}`,
  needsOption: (option, value) => `Falta ${option} ${value}`,
  needsChoice: (option, choices) => `${option} debe ser ${either('es', choices)}`,
  goesWith: (option, other) => `${option} va con ${other}`,
  goesWithOther: (option, other) => `${option} no va con ${other}`,
  needsOut: 'Falta --out, el archivo que se escribe: esa forma son bytes, no texto',
  needsPlaces: '--places va con --directions weights y nombra dos parámetros, p. ej. 1.W.0.2,2.b.0',
  notPlaces: (found) => `--at es ${found} y debe nombrar pasos o momentos, p. ej. 2 o 2:backward.1.0, con comas entre ellos`,
  needsEnding: (endings) => `--out debe terminar en ${either('es', endings)}`,
  needsNumber: (out) => `Con --clips son varios archivos; pon en --out un % donde va el número de cada uno, y no ${out}`,
  unknownLanguage: (found) => `--lang es ${found} y debe ser es o en`,
  standardInput: 'entrada estándar',
  standardOutput: 'salida estándar',
  progress: (done, total) => `Paso ${whole('es', done)} de ${whole('es', total)}`,
  stopped: (step, final) =>
    `La parada temprana termina el entrenamiento tras ${step} actualizaciones; los parámetros son los del paso ${final}${final < step ? ', el mejor' : ''}.`,
  checkFailed: (worst, place) =>
    `La comprobación falla: el mayor error relativo es ${worst}, en ${place}; compara ahí analytic y numeric en el JSON.`,
  unknownSubject: (subject) => `No hay un esquema de ${subject}`,
  courseChecked: ({ id, lessons, languages, beats, asks, tasks, faults }) =>
    `${id}: lecciones ${lessons}, idiomas ${languages}, partes ${beats}, preguntas ${asks}, tareas ${tasks}, faltas ${faults}`,
  courseBegun: (folder) =>
    `El curso está en ${folder}; cambia 1/lesson.json, 1/es.md y 1/en.md, y pruébalo con retrograd course check ${folder}`,
  opened: ({ kind, version, network, branches, marks, states, tables }) =>
    `${{ run: 'Ejecución', link: 'Enlace', picture: 'Imagen con su documento', document: `Documento de la versión ${version}` }[kind]}: red ${network.join('-')}, ramas ${branches}, marcas ${marks}, estados ${states}, tablas ${tables.length}.`,
};

const en: CliWords = {
  unknownCommand: (command) => `The command ${command} does not exist`,
  unknownOption: (option) => `The option ${option} does not exist for this command`,
  noCommand: 'The command is missing',
  goesOn: (word, next) => `After ${word} comes ${either('en', next)}`,
  noArgument: (name) => `${name} is missing`,
  tooMany: (argument) => `${argument} is one argument too many`,
  notWhole: (option, found, min, max) => `${option} is ${found} and must be a whole number from ${whole('en', min)} to ${whole('en', max)}`,
  needsOption: (option, value) => `${option} ${value} is missing`,
  needsChoice: (option, choices) => `${option} must be ${either('en', choices)}`,
  goesWith: (option, other) => `${option} goes with ${other}`,
  goesWithOther: (option, other) => `${option} does not go with ${other}`,
  needsOut: '--out is missing, the file to write: that form is bytes, not text',
  needsPlaces: '--places goes with --directions weights and names two parameters, e.g. 1.W.0.2,2.b.0',
  notPlaces: (found) => `--at is ${found} and must name steps or moments, e.g. 2 or 2:backward.1.0, with commas between them`,
  needsEnding: (endings) => `--out must end in ${either('en', endings)}`,
  needsNumber: (out) => `With --clips there are several files; put a % into --out where the number of each goes, not ${out}`,
  unknownLanguage: (found) => `--lang is ${found} and must be es or en`,
  standardInput: 'standard input',
  standardOutput: 'standard output',
  progress: (done, total) => `Step ${whole('en', done)} of ${whole('en', total)}`,
  stopped: (step, final) =>
    `Early stopping ends the training after ${step} updates; the parameters are those of step ${final}${final < step ? ', the best one' : ''}.`,
  checkFailed: (worst, place) =>
    `The check fails: the largest relative error is ${worst}, at ${place}; compare analytic and numeric there in the JSON.`,
  unknownSubject: (subject) => `There is no schema of ${subject}`,
  courseChecked: ({ id, lessons, languages, beats, asks, tasks, faults }) =>
    `${id}: lessons ${lessons}, languages ${languages}, beats ${beats}, questions ${asks}, tasks ${tasks}, faults ${faults}`,
  courseBegun: (folder) =>
    `The course is in ${folder}; change 1/lesson.json, 1/es.md and 1/en.md, and prove it with retrograd course check ${folder}`,
  opened: ({ kind, version, network, branches, marks, states, tables }) =>
    `${{ run: 'Run', link: 'Link', picture: 'Picture with its document', document: `Document of version ${version}` }[kind]}: network ${network.join('-')}, branches ${branches}, marks ${marks}, states ${states}, tables ${tables.length}.`,
};

export const cli = { es, en };
