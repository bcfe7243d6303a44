import type { Failure } from '#core/contract/failure.ts';
import { sayDocumentFault } from './document.ts';
import { sayLessonFault } from './lesson.ts';
import { dataOf, plainNameOf, sayBy, type FailureSentences, type FailureWords, type Pen } from './words.ts';

const words: FailureWords = {
  kinds: {
    number: 'a finite number',
    integer: 'a whole number',
    text: 'a text',
    boolean: 'true or false',
    list: 'a list',
    object: 'an object',
    matrix: 'a matrix, that is, a list of rows of numbers',
  },
  limits: {
    parameters: 'parameters',
    layers: 'layers',
    units: 'units',
    samples: 'samples',
    cells: 'cells',
    activations: 'activations per batch',
    bytes: 'bytes',
    memory: 'bytes of memory',
    columns: 'columns',
    branches: 'branches',
    frames: 'frames',
  },
  smaller: {
    parameters: 'use fewer units or fewer layers',
    layers: 'remove layers',
    units: 'use fewer units',
    samples: 'use fewer samples',
    cells: 'use fewer rows or columns',
    activations: 'choose a smaller batch or fewer units',
    bytes: 'use less data',
    memory: 'choose a smaller batch, fewer units or fewer samples, or remove branches',
    columns: 'leave columns out of the file',
    branches: 'remove one that you no longer need',
    frames: 'choose fewer steps or fewer frames a second',
  },
  tensors: {
    x: 'the inputs x',
    z: 'the weighted sum z',
    a: 'the activation a',
    loss: 'the loss',
    dA: 'the blame ∂L/∂a (dA)',
    dZ: 'the error δ (dZ)',
    dW: 'the gradient dW',
    db: 'the gradient db',
    W: 'the weights W',
    b: 'the biases b',
    optimizer: 'the optimizer state',
  },
  operations: {
    'sum-of-products': (a, b) => `where products such as ${a} · ${b} are added`,
    sum: (a) => `where numbers such as ${a} are added`,
    product: (a, b) => `where ${a} is multiplied by ${b}`,
    normalization: (a) => `where ${a} is normalized`,
    activation: (a) => `where ${a} is activated`,
    loss: (a, b) => `where the prediction ${a} is compared with the target ${b}`,
    update: (a, b) => `where ${a} and the change ${b} are added`,
  },
  texts: {
    encoding: 'has a letter that its encoding does not explain; save the file as UTF-8',
    quotes: 'has a quotation mark that is not closed, or that is followed by more text; close it or double it',
    'too-long': 'goes on without an end; check that its line breaks and quotation marks are complete',
  },
  reasons: {
    'cross-entropy-needs-softmax': 'categorical cross-entropy needs softmax in the last layer',
    'binary-cross-entropy-needs-sigmoid': 'binary cross-entropy needs sigmoid in the last layer',
    'article-needs-mse-sigmoid': ({ written }) =>
      `the article's arithmetic exists only for the mean squared error${written('mse')} and a sigmoid output`,
    'article-needs-plain-descent':
      "the article's arithmetic exists only for plain gradient descent, without normalization, dropout, residual connections, penalty or clipping",
    'classes-need-outputs':
      'the last layer needs one unit per class, or a single one for two classes and a loss other than the categorical',
    'targets-not-probabilities': ({ written }) =>
      `cross-entropy compares probabilities: targets must lie between 0 and 1 and, for the categorical one, each row must add up to 1; correct them or choose the mean squared error${written('mse')}`,
    'split-leaves-no-training': 'no sample is left to train on; give train a fraction above 0',
    'output-dropout': 'dropout in the last layer would erase predictions',
    'logits-need-linear': 'cross-entropy from logits holds the sigmoid already and needs a linear last layer',
    'residual-needs-equal-layers': 'a residual connection adds what enters the layer to what leaves it, and both must have as many units',
    'output-residual': 'the output layer takes no residual connection, for it would add its input to the prediction',
    'class-weights-need-cross-entropy': 'class weights exist for the cross-entropies only',
    'stopping-needs-validation': 'early stopping looks at the validation loss; set a fraction above 0 aside there',
    'instance-needs-extent':
      'instance normalization averages over the extent of a channel, such as the pixels of an image, and here each unit gives a single number, which less its own mean would always be 0',
    'label-noise-needs-classes': 'flipping labels turns one class into another, and these data are a regression; put 0 there',
    'file-needs-plain-name': 'the file lies beside the run; write its name alone, without folders or colons',
    'column-named-twice': 'each column is named once; remove the repetition',
    'target-has-no-classes': 'that column does not hold between 2 and 100 classes; choose another target',
    'target-has-one-value': ({ written }) =>
      `that column holds a single value, so that there are no classes to tell apart, and where the task chooses itself${written('auto at data.task')} it passes for a regression; choose another target`,
    'target-taken-for-regression': ({ written }) =>
      `that column was taken for a regression, and cross-entropy compares classes; choose the task of classes${written('classes at data.task')} or the mean squared error${written('mse')}`,
    'target-needs-numbers': 'a regression needs a column of numbers; choose another target or the task of classes',
    'several-targets-need-numbers': 'several targets are a regression over columns of numbers; choose such columns or a single target',
    'no-inputs-left': 'no column is left to feed the network; leave at least one of numbers or categories',
    'branch-keeps-layers':
      'a branch goes on with the weights that there are, so it keeps the units and the normalization of each layer; to change those, edit the run from its beginning',
    'branch-leaves-earlier':
      'a branch leaves the run itself, 0, or a branch that stands before it in the file; write the number of one of those',
    'branch-number-once': 'another branch of the file has that number; give each its own',
    'network-has-no-such-part': 'the network of the open run has no such part; choose one that it has',
    'view-shown-twice': 'that view is already in another place; give each place a view of its own',
    'fault-needs-standard-arithmetic': 'mistakes are tried on standard arithmetic, for the article’s has its own',
    'fault-needs-curved-activation':
      'no derivative of this network changes when it is taken at a and not at z; a hidden layer with tanh or sigmoid would do',
    'fault-needs-mean': 'the loss is a sum already, so that summing the gradients is right',
    'fault-needs-several-samples': 'with one sample per batch this mistake changes no number',
    'fault-needs-trained-biases': 'this run does not train its biases',
    'fault-needs-hidden-layer': 'with a single layer the error passes through no weights',
    'fault-needs-no-clipping': 'clipping needs the whole gradient before any layer is updated',
    'fault-needs-relu': 'it takes a hidden layer with ReLU and no residual connection, whose mask overwrites the activations',
    'fault-needs-softmax': 'a softmax layer of several units is needed',
    'fault-needs-output-slope': ({ written }) =>
      `there is no derivative to forget at the output; a sigmoid output with the mean squared error${written('mse')}, for example, is needed`,
    'fault-needs-squared-error': ({ written }) => `the mean squared error${written('mse')} is needed, whose 2 can be forgotten`,
  },
  exports: {
    'no-derivative': 'its gradients are no derivatives, and the library computes nothing else',
    fault: 'no program repeats a mistake made on purpose',
    'lone-sample': 'PyTorch does not normalize a batch of a single sample',
    'other-nadam': 'Keras defines NAdam with other momenta',
    'one-clipping': 'Keras clips in one way at a time',
    'one-decay': 'Keras decays in one way at a time',
    'not-short': 'that is in the exact program alone, not in the one to teach with',
    unwritten: 'there is no text for that method yet',
    overflow: 'the numbers are too large for that form, for the training has diverged; choose an earlier step',
  },
  parts: {
    interface: 'the interface',
    trainer: 'the training engine',
    encoder: 'the encoder of exported files',
  },
};

const quote = (text: string): string => `“${text}”`;
const at = (place: string): string => (place === '' ? 'The run description' : quote(place));
const found = (value: string): string => (value === 'list' || value === 'object' ? words.kinds[value] : value);
const kindOr = (expected: string, pen: Pen): string =>
  expected in words.kinds ? words.kinds[expected as keyof typeof words.kinds] : pen.either(expected.split(' | '));
const perhaps = (nearest: string): string => `perhaps you meant ${quote(nearest)}`;

/** The operation that lost the number, with its operands. */
const how = ({ operation, operands = [] }: Extract<Failure, { code: 'non-finite' }>, pen: Pen): string => {
  const [a, b] = operands.map((operand) => pen.measure(operand));
  return operation === undefined ? '' : `, ${words.operations[operation](a ?? '', b ?? '')}`;
};

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist; check the name and the folder',
  EACCES: 'permission denied; check the permissions of the file',
  EPERM: 'permission denied; check the permissions of the file',
  EISDIR: 'it is a folder; name a file',
  ENOTEMPTY: 'it is not empty; choose a new folder',
  ENOSPC: 'the disk is full; free some space or choose another disk',
  EROFS: 'the disk is read-only; choose another folder',
  ENAMETOOLONG: 'its name is too long; choose a shorter one',
  EIO: 'the disk fails; choose another disk and check that one',
};
const fileReason = (reason: string): string => fileReasons[reason] ?? `${reason}; check the file and try again`;

/** The sentences of every failure in English. */
export const en: FailureSentences = {
  'not-json': (f, pen) =>
    `The text stops being valid JSON at line ${pen.number(f.line)}, column ${pen.number(f.column)}; correct it there (commas, quotes, braces; NaN and Infinity do not exist in JSON).`,
  'unknown-key': (f, pen) => {
    const remedy = f.known.length === 0 ? 'remove it' : `remove it or use ${pen.either(f.known)}`;
    return `The key ${quote(f.place)} does not exist; ${f.nearest === undefined ? remedy : perhaps(f.nearest)}.`;
  },
  missing: (f, pen) => `${quote(f.place)} is missing; write ${kindOr(f.expected, pen)} there.`,
  'wrong-type': (f) => `${at(f.place)} is ${found(f.found)} and must be ${words.kinds[f.expected]}; change that value.`,
  'out-of-range': (f, pen) =>
    `${at(f.place)} is ${f.found}; choose a ${f.integer ? 'whole ' : ''}number from ${pen.number(f.min)} to ${pen.number(f.max)}.`,
  'not-one-of': (f, pen) =>
    `${at(f.place)} is ${found(f.found)}, which is not an option; ${f.nearest === undefined ? 'choose' : `${perhaps(f.nearest)}, or choose`} ${pen.either(f.allowed)}.`,
  'wrong-shape': (f) =>
    `${at(f.place)} measures ${f.found} and must measure ${f.expected}; adjust those numbers or the part of the network that disagrees with them.`,
  'too-large': (f, pen) =>
    `${at(f.place)} makes ${pen.number(f.found)} ${words.limits[f.what]} and the limit is ${pen.number(f.limit)}; ${words.smaller[f.what]}.`,
  incompatible: (f, pen) => {
    const reason = words.reasons[f.reason];
    const value = f.found === undefined ? 'is not possible here' : `is ${f.found}`;
    return `${at(f.place)} ${value}: ${typeof reason === 'string' ? reason : reason(pen)}${f.expected === undefined ? '' : `; put ${f.expected} there`}.`;
  },
  'newer-version': (f, pen) =>
    `${{ view: 'The view', progress: 'The progress', run: 'The run' }[f.what ?? 'run']} is of version ${pen.number(f.found)} and this program knows versions up to ${pen.number(f.known)}; update Retrograd to open it.`,
  'non-finite': (f, pen) => {
    const where = f.tensor === 'loss' ? '' : ` (layer ${pen.number(f.layer)}, unit ${pen.number(f.unit + 1)})`;
    return `At step ${pen.number(f.step)} there is ${f.value} in ${words.tensors[f.tensor]}${where}${how(f, pen)}; try a smaller learning rate or other starting weights.`;
  },
  'step-out-of-range': (f, pen) =>
    `Step ${pen.number(f.step)} does not exist in this run; choose one from ${pen.number(f.min)} to ${pen.number(f.max)}.`,
  'needs-table': (f) => `${quote(f.place)} names ${quote(f.table)}, which is not there; put that file beside the run or add it.`,
  'bad-cell': (f, pen) =>
    `Row ${pen.number(f.row)} of ${quote(f.file)} has ${f.found} in the column ${quote(f.column)}, which is of numbers; correct that cell or leave it empty, or say that the column is of categories, or leave it out.`,
  'missing-cell': (f, pen) =>
    `Row ${pen.number(f.row)} of ${quote(f.file)} has no value in the column ${quote(f.column)}; fill it in, or choose what to do with empty cells: leave the row out${pen.written('drop')} or take the mean${pen.written('mean')}.`,
  'no-formulas': () =>
    'What sets formulas could not be loaded, so they are shown as they are written; it is tried again by itself, and if that does not help, reload the page.',
  'scaling-overflow': (f, pen) =>
    `${f.file === undefined ? `Sample ${pen.number(f.row)}` : `Row ${pen.number(f.row)} of ${quote(f.file)}`} has ${f.found} in ${quote(f.column)}, and scaling that input makes a number that is too large; divide that input by something large, or do not scale it.`,
  'bad-row': (f, pen) =>
    `Row ${pen.number(f.row)} of ${quote(f.file)} has ${pen.number(f.found)} cells and the header has ${pen.number(f.expected)}; correct that row.`,
  'bad-text': (f, pen) => `Row ${pen.number(f.row)} of ${quote(f.file)} ${words.texts[f.problem]}.`,
  'not-text': (f) => `${quote(f.file)} is no table of text; save it as CSV in the program that made it and open that file.`,
  'no-rows': (f) => `${quote(f.file)} has no row of data left to use; choose a file with data, or another way with missing values.`,
  'no-run-file': (f) => {
    const use = `write a run that names it, beside it (${dataOf(f.table ? plainNameOf(f.file) : 'table.csv', 'column')}), or open it in Retrograd’s window`;
    return f.table
      ? `${quote(f.file)} is a table and not a run; ${use}.`
      : `${quote(f.file)} is another program’s file and not a run; if it is a spreadsheet, save it as CSV, and with that table ${use}.`;
  },
  'file-unreadable': (f) => `${quote(f.file)} cannot be read: ${fileReason(f.reason)}.`,
  'file-unwritable': (f) => `${quote(f.file)} cannot be written: ${fileReason(f.reason)}.`,
  'file-read-only': (f) => `${quote(f.file)} is protected against writing; save under another name or take that protection away.`,
  'bad-document': (f, pen) => sayDocumentFault(f, 'en', pen.number),
  'newer-document': (f, pen) =>
    `The document is of version ${pen.number(f.found)} and this program knows up to ${pen.number(f.known)}: what is understood is shown and the file is left alone; save it under another name, or update Retrograd.`,
  'cannot-export': (f) =>
    `${at(f.place)}${f.found === '' ? '' : ` is ${found(f.found)}`} and cannot be exported to ${f.target}: ${words.exports[f.reason]}; change that value or choose another form.`,
  usage: (f) => `${f.problem}; write ${f.usage}.`,
  'cannot-draw': ({ subject, reason }) =>
    ({
      nothing: `There is nothing to draw of ${subject} at that moment; choose another moment or another view.`,
      'no-marks': 'The document has no marks; put one in the window, or name the steps with --at, or with --from and --to.',
      'no-tex': `The network, the graph, the lanes and the formulas are written as .tex, not ${subject}; choose SVG or PDF.`,
      'still-only': `A film cannot be made of ${subject}: choose SVG, PNG or PDF.`,
      'no-table': `There is no table of numbers of ${subject}; choose SVG or PDF.`,
      'no-browser':
        'PNG, PDF, films and slides need a Chromium or Chrome, and there is none here; install one, say where it is in RETROGRAD_CHROMIUM, or choose SVG.',
    })[reason],
  'one-file': ({ pages, out }, { number }) =>
    `These are ${number(pages)} pictures and ${out === '' ? 'standard output' : `“${out}”`} is a single one; with --out write a name with % where its number goes, or a PDF.`,
  'no-encoder': (f) => `This machine cannot encode ${f.format}; choose another format.`,
  cancelled: () => 'The operation was cancelled; repeat it whenever you like.',
  'trainer-lost': (f) => `The training engine stopped (${f.reason}); open the run again to go on.`,
  'internal-error': (f) =>
    `An internal error of ${words.parts[f.part]} kept this from being done (${f.reason}); nothing of your run is lost: save it, reload the program and, if it happens again, report this message.`,
  'no-memory': (f) =>
    `There is not enough memory for this (${f.reason}); choose smaller batches, narrower layers or fewer samples, or close other programs.`,
  'no-run': () => 'No run is open; open or create one first.',
  'not-now': (f) => `The command ${quote(f.command)} is not possible as things stand; bring about what it acts on first.`,
  'switched-off': () => 'The lesson does without this while it lasts; leave the lesson to use it.',
  // A file that cannot be read is named by its own sentence.
  'in-lesson': (f, pen) =>
    'file' in f.failure && f.failure.file === f.file
      ? sayBy(en, f.failure, pen)
      : `${quote(f.file)}${f.beat === undefined ? '' : `, beat ${quote(f.beat)}`}: ${sayBy(en, f.failure, pen)}`,
  'lesson-fault': (f) => sayLessonFault(f, 'en'),
};
