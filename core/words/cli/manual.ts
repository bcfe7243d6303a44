import { optionWords, type OptionWords } from './options.ts';

/** What the help, the page of the documentation and the manual page say of the command line. */
interface ManualWords extends OptionWords {
  readonly title: string;
  /** What the program is, in a line. */
  readonly summary: string;
  readonly headings: Readonly<
    Record<'usage' | 'commands' | 'options' | 'everywhere' | 'arguments' | 'output' | 'exit' | 'environment' | 'examples' | 'names', string>
  >;
  readonly arguments: Readonly<Record<'RUN' | 'DOCUMENT|RUN' | 'FILE' | 'FOLDER|ZIP' | 'FOLDER' | 'NAME', string>>;
  /** In a few words, and then the rest. */
  readonly commands: Readonly<
    Record<
      | 'trace'
      | 'train'
      | 'check'
      | 'landscape'
      | 'export'
      | 'render'
      | 'storyboard'
      | 'drill'
      | 'open-check'
      | 'course check'
      | 'course new'
      | 'schema',
      readonly [short: string, more: string]
    >
  >;
  /** What each form of `export` is. */
  readonly forms: Readonly<
    Record<
      | 'numpy'
      | 'pytorch'
      | 'pytorch-teach'
      | 'keras'
      | 'keras-teach'
      | 'onnx'
      | 'safetensors'
      | 'pytorch-weights'
      | 'parameters'
      | 'metrics',
      string
    >
  >;
  readonly otherwise: (value: string) => string;
  readonly exit: Readonly<Record<'0' | '1' | '2', string>>;
  readonly environment: Readonly<Record<'LANGUAGE, LC_ALL, LC_MESSAGES, LANG' | 'RETROGRAD_CHROMIUM', string>>;
  readonly streams: string;
  readonly more: string;
  readonly namesOfExamples: (names: string) => string;
  readonly lines: string;
}

const es: ManualWords = {
  title: 'Línea de órdenes de Retrograd',
  summary: 'entrenamiento y retropropagación de una red, paso a paso, sin ventana',
  headings: {
    usage: 'Uso',
    commands: 'Órdenes',
    options: 'Opciones',
    everywhere: 'Opciones de todas las órdenes',
    arguments: 'Argumentos',
    output: 'Salida',
    exit: 'Código de salida',
    environment: 'Entorno',
    examples: 'Ejemplos',
    names: 'Nombre',
  },
  arguments: {
    FILE: 'un documento (.retrograd) o una ejecución.',
    RUN: 'un documento (.retrograd) o un archivo JSON que describe la ejecución, el nombre de un ejemplo, o - para leerla de la entrada estándar. Si el archivo guarda también ramas, cuenta solo la ejecución original. Una tabla que la ejecución nombre está en la misma carpeta que ella.',
    'DOCUMENT|RUN': 'lo mismo que RUN, con sus ramas, sus marcas y cómo se dejó.',
    'FOLDER|ZIP': 'la carpeta de un curso, o su .zip, o una carpeta con varios cursos.',
    FOLDER: 'una carpeta que todavía no existe o está vacía.',
    NAME: 'run, document, o lo que escribe una orden: trace, metrics, parameters, check, landscape, drill, opened o course.',
  },
  commands: {
    trace: [
      'todo lo que calcula un paso, como JSON',
      'Entrena hasta el paso K y escribe en una línea todo lo que ese paso calcula: el lote, cada capa hacia delante y hacia atrás, los gradientes, el optimizador y los parámetros de después.',
    ],
    train: [
      'métricas de un entrenamiento, como líneas JSON',
      'Escribe una línea de métricas de los parámetros iniciales, otra cada M actualizaciones y, al final, los parámetros. Donde la ejecución para antes, termina ahí, con los parámetros del mejor paso si la ejecución los recupera.',
    ],
    check: [
      'cada gradiente analítico frente a una diferencia central',
      'Termina con 1 si alguno se aparta. Donde una activación cambia de lado dentro de la diferencia (kink), la comparación no dice nada y no cuenta.',
    ],
    landscape: [
      'la pérdida sobre un plano de parámetros, como JSON',
      'El plano pasa por los parámetros del paso K; con él va el camino del entrenamiento visto desde el plano.',
    ],
    export: [
      'la ejecución en otra forma: programa, red, parámetros o métricas',
      'Los programas siguen entrenando desde el paso K (python3 xor.py --steps 3), escriben la pérdida de cada paso en la salida de errores y, al final, los parámetros como JSON; con --predict y los números de una muestra nueva, en las unidades de los datos, escriben lo que la red predice. Sus comentarios van en el idioma de --lang.',
    ],
    render: [
      'figuras y vídeos de lo que la ventana dibuja: la red o una vista, en los momentos que digas',
      'Son las de la ventana, con las mismas líneas y letras. Un documento se dibuja tal como se dejó, con sus ramas, su selección y lo elegido en cada vista; una ejecución, al acabar su primer paso. Un vídeo enseña los pasos de --from a --to con su animación, o lo que lleva a cada marca. PNG, PDF y vídeos los hace un Chromium o Chrome de este equipo (RETROGRAD_CHROMIUM dice cuál); SVG, TikZ y CSV no necesitan nada más. Un TikZ se incluye en un documento de LaTeX, y su comienzo dice qué paquetes pide.',
    ],
    storyboard: [
      'los momentos que digas en páginas A4 o diapositivas, cada uno con su frase',
      'Las figuras tienen el tamaño del papel de --size, y en cada página van tantas como quepan: de una columna, seis. Con --marks son las marcas del documento. En una presentación (.pptx) cada momento es una diapositiva, y sus notas dicen lo que escribiste en la marca y la frase.',
    ],
    drill: [
      'una hoja de cálculos a mano, con los números de los pasos desde K',
      'Cada pregunta es de la primera muestra del lote de un paso; la misma semilla da las mismas preguntas.',
    ],
    'open-check': [
      'lo que contiene un documento, una ejecución, un enlace o una imagen',
      'Lo abre como la ventana y dice también lo que queda fuera, y por qué.',
    ],
    'course check': [
      'prueba un curso: cada escena, número, pregunta y tarea',
      'Cada falta es una frase en la salida de errores, con su archivo. Termina con 1 si hay alguna.',
    ],
    'course new': ['empieza un curso con una lección que se puede cambiar', 'La lección es correcta tal como está.'],
    schema: [
      'el JSON Schema de un archivo o de lo que escribe una orden',
      'Sirve a editores, que completan y comprueban un archivo mientras se escribe, y a programas que leen lo que las órdenes escriben. De una ejecución comprueba cada valor por separado; lo que unos valores exigen de otros lo dice la orden que la abre.',
    ],
  },
  ...optionWords.es,
  forms: {
    numpy: 'un programa con los datos, los parámetros y el orden de los lotes, que repite las fórmulas del núcleo; las dice todas',
    pytorch: 'lo mismo con capas, derivadas y optimizador de PyTorch, en float64',
    'pytorch-teach': 'un programa corto para enseñar: Dataset, DataLoader y el bucle de siempre; sus números no son los de aquí',
    keras: 'lo mismo que pytorch para Keras 3',
    'keras-teach': 'un programa corto para enseñar: compile, fit y evaluate; sus números no son los de aquí',
    onnx: 'la red para usarla, en float32, con sus escalas y los nombres de columnas y clases',
    safetensors: 'los parámetros en float64, layers.0.W (I,O), layers.0.b, ...',
    'pytorch-weights':
      'los parámetros como safetensors con los nombres y la orientación del programa pytorch, para load_state_dict o --weights',
    parameters: 'los parámetros como CSV, uno por fila',
    metrics: 'las métricas de un entrenamiento desde el principio como CSV, una fila cada M actualizaciones',
  },
  otherwise: (value) => `(por omisión, ${value})`,
  exit: {
    '0': 'todo va bien',
    '1': 'falla la comprobación, un curso tiene faltas o el entrenamiento diverge',
    '2': 'la entrada no es válida, o algo no se puede leer o escribir',
  },
  environment: {
    'LANGUAGE, LC_ALL, LC_MESSAGES, LANG': 'el idioma de los mensajes, en este orden',
    RETROGRAD_CHROMIUM: 'el Chromium o Chrome que hace PNG, PDF y vídeos',
  },
  streams:
    'Los datos van a la salida estándar y los mensajes a la de errores; en una terminal, lo que dura dice ahí cuánto lleva. NaN e Infinity, que no existen en JSON, se escriben como textos: "NaN", "Infinity", "-Infinity".',
  more: 'retrograd ORDEN --help dice más de una orden.',
  namesOfExamples: (names) => `Ejemplos que se abren por su nombre: ${names}.`,
  lines: 'B es el tamaño del lote, I las entradas y O las unidades de una capa.',
};

const en: ManualWords = {
  title: 'Retrograd’s command line',
  summary: 'training and backpropagation of a network, step by step, without a window',
  headings: {
    usage: 'Usage',
    commands: 'Commands',
    options: 'Options',
    everywhere: 'Options of every command',
    arguments: 'Arguments',
    output: 'Output',
    exit: 'Exit status',
    environment: 'Environment',
    examples: 'Examples',
    names: 'Name',
  },
  arguments: {
    FILE: 'a document (.retrograd) or a run.',
    RUN: 'a document (.retrograd) or a JSON file that describes the run, the name of an example, or - to read it from standard input. Where the file keeps branches too, only the run itself counts. A table that the run names lies in the same folder.',
    'DOCUMENT|RUN': 'the same as RUN, with its branches, its marks and how it was left.',
    'FOLDER|ZIP': 'the folder of a course, or its .zip, or a folder with several courses.',
    FOLDER: 'a folder that does not exist yet or is empty.',
    NAME: 'run, document, or what a command writes: trace, metrics, parameters, check, landscape, drill, opened or course.',
  },
  commands: {
    trace: [
      'everything that a step computes, as JSON',
      'Trains up to step K and writes in one line all that this step computes: the batch, each layer forwards and backwards, the gradients, the optimiser and the parameters afterwards.',
    ],
    train: [
      'metrics of a training, as JSON lines',
      'Writes a line of metrics of the starting parameters, one more every M updates and, at the end, the parameters. It ends where the run stops early, with the parameters of the best step where the run restores them.',
    ],
    check: [
      'every analytic gradient against a central difference',
      'Ends with 1 when one departs. Where an activation changes sides within the difference (kink), the comparison says nothing and does not count.',
    ],
    landscape: [
      'the loss over a plane of parameters, as JSON',
      'The plane goes through the parameters of step K; with it comes the path of training as seen from the plane.',
    ],
    export: [
      'the run in another form: program, network, parameters or metrics',
      'The programs go on training from step K (python3 xor.py --steps 3), write the loss of each step to standard error and, at the end, the parameters as JSON; with --predict and the numbers of a new sample, in the units of the data, they write what the network predicts. Their comments are in the language of --lang.',
    ],
    render: [
      'figures and films of what the window draws: the network or a view, at the moments you name',
      'They are those of the window, with the same lines and letters. A document is drawn as it was left, with its branches, its selection and what is chosen in each view; a run, when its first step is done. A film shows the steps from --from to --to with their animation, or what leads to each mark. PNG, PDF and films are made by a Chromium or Chrome of this machine (RETROGRAD_CHROMIUM says which); SVG, TikZ and CSV need nothing else. A TikZ file is input by a LaTeX document, and its beginning says which packages it asks for.',
    ],
    storyboard: [
      'the moments you name on pages of A4 or slides, each with its sentence',
      'Figures have the size of the paper of --size, and a page holds as many as fit: of one column, six. With --marks they are the marks of the document. In a deck (.pptx) each moment is a slide, whose notes say what you wrote at the mark and the sentence.',
    ],
    drill: [
      'a sheet of numbers to work out by hand, from those of the steps from K on',
      'Each question is about the first sample of a step’s batch; the same seed gives the same questions.',
    ],
    'open-check': [
      'what a document, a run, a link or a picture holds',
      'Opens it as the window does, and says also what is left out, and why.',
    ],
    'course check': [
      'proves a course: each scene, number, question and task',
      'Each fault is a sentence on standard error, with its file. Ends with 1 when there is one.',
    ],
    'course new': ['begins a course with one lesson to change', 'The lesson is right as it stands.'],
    schema: [
      'the JSON Schema of a file or of what a command writes',
      'For editors, which complete and check a file while it is written, and for programs that read what the commands write. Of a run it checks every value by itself; what values ask of each other is said by the command that opens it.',
    ],
  },
  ...optionWords.en,
  forms: {
    numpy: 'a program with the data, the parameters and the order of the batches, which repeats the core’s own formulas; it says every run',
    pytorch: 'the same with PyTorch’s layers, derivatives and optimiser, in float64',
    'pytorch-teach': 'a short program to teach with: Dataset, DataLoader and the usual loop; its numbers are not those from here',
    keras: 'the same as pytorch for Keras 3',
    'keras-teach': 'a short program to teach with: compile, fit and evaluate; its numbers are not those from here',
    onnx: 'the network ready for use, in float32, with its scaling and the names of columns and classes',
    safetensors: 'the parameters as float64, layers.0.W (I,O), layers.0.b, ...',
    'pytorch-weights':
      'the parameters as safetensors with the names and the orientation of the pytorch program, for load_state_dict or --weights',
    parameters: 'the parameters as CSV, one a row',
    metrics: 'the metrics of a training from the start as CSV, a row every M updates',
  },
  otherwise: (value) => `(default ${value})`,
  exit: {
    '0': 'all is well',
    '1': 'the check fails, a course has faults or the training diverges',
    '2': 'the input is not valid, or something cannot be read or written',
  },
  environment: {
    'LANGUAGE, LC_ALL, LC_MESSAGES, LANG': 'the language of the messages, in this order',
    RETROGRAD_CHROMIUM: 'the Chromium or Chrome that makes PNG, PDF and films',
  },
  streams:
    'Data go to standard output, messages to standard error; on a terminal, what lasts says there how far it has come. NaN and Infinity, which do not exist in JSON, are written as texts: "NaN", "Infinity", "-Infinity".',
  more: 'retrograd COMMAND --help says more of a command.',
  namesOfExamples: (names) => `Examples that open by their names: ${names}.`,
  lines: 'B is the size of the batch, I the inputs and O the units of a layer.',
};

export const manual = { es, en };
