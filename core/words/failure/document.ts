import type { DocumentProblem, Failure } from '#core/contract/failure.ts';

type Fault = Extract<Failure, { code: 'bad-document' }>;
/** Behind the file's name: what is wrong with it and what to do. Place and numbers are empty where there are none. */
type Sentences = Readonly<Record<DocumentProblem, (place: string, found: string, limit: string) => string>>;

const es: Sentences = {
  archive: () => 'no es un archivo .retrograd entero; quizá se cortó al copiarlo o descargarlo: cópialo de nuevo, o abre su copia .bak',
  'no-document': () => 'no contiene un documento de Retrograd; elige un archivo .retrograd o una ejecución (.json)',
  'entry-name': (place) => `contiene ${place}, un nombre que llevaría fuera del archivo, así que no se abre; pide otro a quien te lo dio`,
  'too-many-entries': (_, found, limit) => `contiene ${found} partes y el límite es ${limit}; guárdalo con menos ramas o tablas`,
  'too-large': (place, found, limit) => `ocupa ${found} bytes${place && ` en ${place}`} y el límite es ${limit}; usa menos datos`,
  ratio: (place, found, limit) =>
    `contiene ${place}, que se hace ${found} veces mayor al desempaquetarlo (el límite es ${limit}); pide otro a quien te lo dio`,
  damaged: (place) => `está dañado en ${place}; cópialo de nuevo desde donde lo tenías, o abre su copia .bak`,
  encoding: (place) => `tiene en ${place} un texto que no es UTF-8; guárdalo de nuevo desde Retrograd`,
  state: (place) => `guarda en ${place} un estado que no es de su ejecución; ese paso se calcula de nuevo`,
  picture: () => 'es una imagen que no lleva ningún documento dentro; elige una que haya exportado Retrograd, tal como salió',
  link: () => 'no es un enlace de Retrograd entero; cópialo de nuevo, desde # hasta el final',
  'long-link': (_, found, limit) => `no cabe en un enlace: ocuparía ${found} caracteres y el límite es ${limit}; comparte el archivo`,
};

const en: Sentences = {
  archive: () =>
    'is not a whole .retrograd file; it may have been cut off when it was copied or downloaded: copy it again, or open its copy .bak',
  'no-document': () => 'holds no Retrograd document; choose a .retrograd file or a run (.json)',
  'entry-name': (place) =>
    `holds ${place}, a name that would lead out of the file, so it is not opened; ask for another from whoever gave it to you`,
  'too-many-entries': (_, found, limit) => `holds ${found} parts and the limit is ${limit}; save it with fewer branches or tables`,
  'too-large': (place, found, limit) => `takes ${found} bytes${place && ` in ${place}`} and the limit is ${limit}; use less data`,
  ratio: (place, found, limit) =>
    `holds ${place}, which becomes ${found} times as large when it is unpacked (the limit is ${limit}); ask for another from whoever gave it to you`,
  damaged: (place) => `is damaged at ${place}; copy it again from where you had it, or open its copy .bak`,
  encoding: (place) => `has a text in ${place} that is not UTF-8; save it again from Retrograd`,
  state: (place) => `keeps a state in ${place} that is not of its run; that step is computed anew`,
  picture: () => 'is a picture that carries no document; choose one that Retrograd exported, as it came',
  link: () => 'is not a whole Retrograd link; copy it again, from # to its end',
  'long-link': (_, found, limit) => `does not fit into a link: it would take ${found} characters and the limit is ${limit}; share the file`,
};

const spoken = { es: { sentences: es, quote: (text: string) => `«${text}»` }, en: { sentences: en, quote: (text: string) => `“${text}”` } };

export const sayDocumentFault = (
  { file, problem, place, found, limit }: Fault,
  language: 'es' | 'en',
  number: (value: number) => string,
): string => {
  const { sentences, quote } = spoken[language];
  const [a, b] = [found, limit].map((value) => (value === undefined ? '' : number(value)));
  return `${quote(file)} ${sentences[problem](place === undefined ? '' : quote(place), a!, b!)}.`;
};
