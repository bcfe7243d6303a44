import { plural } from '#core/words/plural.ts';

/** The view of programs: the run as others would write it, and the files that it leaves in. */
const es = {
  title: 'Programa',
  form: 'Como',
  forms: {
    numpy: 'NumPy, exacto',
    pytorch: 'PyTorch, exacto',
    'pytorch-teach': 'PyTorch, para enseñar',
    keras: 'Keras, exacto',
    'keras-teach': 'Keras, para enseñar',
    onnx: 'ONNX (la red)',
    safetensors: 'safetensors (los parámetros)',
    'pytorch-weights': 'safetensors, para PyTorch',
    parameters: 'CSV (los parámetros)',
  },
  from: 'Desde dónde',
  froms: { start: 'Paso 0', here: 'Este paso' },
  save: 'Guardar',
  copy: 'Copiar',
  copied: 'El programa está en el portapapeles.',
  cannotCopy: 'El navegador no deja copiar: guárdalo como archivo.',
  listing: (form: string) => `Programa: ${form}`,
  omitted: (lines: string) => plural.es(lines, `… ${lines} fila más`, `… ${lines} filas más`),
  exact: (phase: string) => `Da los mismos números que aquí. Iluminado: ${phase}.`,
  teach: (phase: string) => `Con el azar de la biblioteca: otros números. Iluminado: ${phase}.`,
  file: 'No es un programa: se guarda como archivo, con los parámetros de ese paso.',
};

const en: typeof es = {
  title: 'Program',
  form: 'As',
  forms: {
    numpy: 'NumPy, exact',
    pytorch: 'PyTorch, exact',
    'pytorch-teach': 'PyTorch, to teach with',
    keras: 'Keras, exact',
    'keras-teach': 'Keras, to teach with',
    onnx: 'ONNX (the network)',
    safetensors: 'safetensors (the parameters)',
    'pytorch-weights': 'safetensors, for PyTorch',
    parameters: 'CSV (the parameters)',
  },
  from: 'From where',
  froms: { start: 'Step 0', here: 'This step' },
  save: 'Save',
  copy: 'Copy',
  copied: 'The program is in the clipboard.',
  cannotCopy: 'The browser does not let texts be copied: save it as a file.',
  listing: (form) => `Program: ${form}`,
  omitted: (lines) => plural.en(lines, `… ${lines} more row`, `… ${lines} more rows`),
  exact: (phase) => `It gives the same numbers as here. Lit: ${phase}.`,
  teach: (phase) => `With the library’s own chance: other numbers. Lit: ${phase}.`,
  file: 'This is no program: it is saved as a file, with the parameters of that step.',
};

export const program = { es, en };
