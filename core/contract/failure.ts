import type { TableReading } from './table.ts';

/**
 * Everything that can go wrong and that a person is told. Closed: `core/words` has one sentence for every code in every
 * language, naming the place and the remedy; the compiler refuses a code without its sentences.
 */
export type Failure =
  // A run description that cannot be run. `place` is a path as the author wrote it, e.g. `network.layers[2].units`; empty for
  // the whole description. `found` is what stands there as JSON, shortened, or a ValueKind where that would be long.
  | { readonly code: 'not-json'; readonly line: number; readonly column: number }
  | {
      readonly code: 'unknown-key';
      readonly place: string;
      readonly key: string;
      readonly known: readonly string[];
      readonly nearest?: string;
    }
  /** `expected` is a ValueKind, or what may stand there, as a list: `sgd | momentum | adam`. */
  | { readonly code: 'missing'; readonly place: string; readonly expected: string }
  | { readonly code: 'wrong-type'; readonly place: string; readonly expected: ValueKind; readonly found: string }
  | {
      readonly code: 'out-of-range';
      readonly place: string;
      readonly found: string;
      readonly min: number;
      readonly max: number;
      readonly integer: boolean;
    }
  | {
      readonly code: 'not-one-of';
      readonly place: string;
      readonly found: string;
      readonly allowed: readonly string[];
      readonly nearest?: string;
    }
  | { readonly code: 'wrong-shape'; readonly place: string; readonly expected: string; readonly found: string }
  | { readonly code: 'too-large'; readonly what: LimitName; readonly place: string; readonly found: number; readonly limit: number }
  /** `found` is what stands at `place`, `expected` what would do, where the reason leaves that open. */
  | {
      readonly code: 'incompatible';
      readonly place: string;
      readonly reason: IncompatibleReason;
      readonly found?: string;
      readonly expected?: string;
    }
  /** `what`: the run, unless said. */
  | { readonly code: 'newer-version'; readonly what?: 'view' | 'progress'; readonly found: number; readonly known: number }
  // Training.
  | {
      readonly code: 'non-finite';
      readonly step: number;
      readonly layer: number;
      readonly unit: number;
      readonly tensor: TensorName;
      readonly value: string;
      /** What made it, and of which numbers; of a sum of products the two whose product is the largest. */
      readonly operation?: Operation;
      readonly operands?: readonly number[];
    }
  | { readonly code: 'step-out-of-range'; readonly step: number; readonly min: number; readonly max: number }
  // Tables. `file` is the file's name; `row` counts records as a spreadsheet does, the header being row 1; `column` is a name.
  /** The run names a table that nobody has supplied: a file beside it, or one of the program's data sets. */
  | { readonly code: 'needs-table'; readonly place: string; readonly table: string; readonly reading?: TableReading }
  | { readonly code: 'bad-cell'; readonly file: string; readonly row: number; readonly column: string; readonly found: string }
  | { readonly code: 'missing-cell'; readonly file: string; readonly row: number; readonly column: string }
  /** A value that is beyond what a number holds once its column is scaled. Without `file` the row is a sample, from 1. */
  | { readonly code: 'scaling-overflow'; readonly file?: string; readonly row: number; readonly column: string; readonly found: string }
  /** A row with more or fewer cells than the header. */
  | { readonly code: 'bad-row'; readonly file: string; readonly row: number; readonly expected: number; readonly found: number }
  | { readonly code: 'bad-text'; readonly file: string; readonly row: number; readonly problem: TextProblem }
  | { readonly code: 'no-rows'; readonly file: string }
  /** A spreadsheet's own file, or another one that is no text. */
  | { readonly code: 'not-text'; readonly file: string }
  // Files and programs around the run.
  /** What should be a run is a table of text, or else a file that another program keeps its own way, such as a spreadsheet. */
  | { readonly code: 'no-run-file'; readonly file: string; readonly table: boolean }
  | { readonly code: 'file-unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'file-unwritable'; readonly file: string; readonly reason: string }
  /** A document, or an archive that should be one, is refused; `place` is a part of it. */
  | {
      readonly code: 'bad-document';
      readonly file: string;
      readonly problem: DocumentProblem;
      readonly place?: string;
      readonly found?: number;
      readonly limit?: number;
    }
  /** The document was made by a newer program: it is shown, as far as this one knows it, and never written over. */
  | { readonly code: 'newer-document'; readonly found: number; readonly known: number }
  /** The file is protected against writing, and nobody said that it may be replaced all the same. */
  | { readonly code: 'file-read-only'; readonly file: string }
  /** `target` cannot say what stands at `place` of the run, or of its parameters. */
  | {
      readonly code: 'cannot-export';
      readonly place: string;
      readonly found: string;
      readonly target: string;
      readonly reason: ExportObstacle;
    }
  | { readonly code: 'usage'; readonly problem: string; readonly usage: string }
  /** What sets formulas could not be fetched. */
  | { readonly code: 'no-formulas' }
  /** `out` can hold one picture. */
  | { readonly code: 'one-file'; readonly pages: number; readonly out: string }
  | { readonly code: 'no-encoder'; readonly format: string }
  /** Of a figure without a window; `subject` is the view. */
  | { readonly code: 'cannot-draw'; readonly subject: string; readonly reason: DrawingObstacle }
  | { readonly code: 'cancelled' }
  | { readonly code: 'trainer-lost'; readonly reason: string }
  /** A defect of the program: something was thrown that no part of it foresaw. Whatever else there is stands as it was. */
  | { readonly code: 'internal-error'; readonly part: ProgramPart; readonly reason: string }
  /** The system gave no memory for it; what was there is as it was. */
  | { readonly code: 'no-memory'; readonly reason: string }
  | { readonly code: 'no-run' }
  /** A command that means nothing as things stand, such as undo where nothing was changed. */
  | { readonly code: 'not-now'; readonly command: string }
  /** The lesson that is being played does without it. */
  | { readonly code: 'switched-off' }
  // Lessons. `file` is the file of a course and `beat` the beat in it; `place` is a key of the lesson, or what stands there.
  | { readonly code: 'in-lesson'; readonly file: string; readonly beat?: string; readonly failure: Failure }
  | {
      readonly code: 'lesson-fault';
      readonly place: string;
      readonly problem: LessonProblem;
      readonly found?: string;
      readonly expected?: string;
    };

export type ExportObstacle =
  'no-derivative' | 'fault' | 'lone-sample' | 'other-nadam' | 'one-clipping' | 'one-decay' | 'not-short' | 'unwritten' | 'overflow';
/** Nothing to be seen there, no marks in the document, a form that it has not, no film of it, no numbers, no browser to make pixels. */
export type DrawingObstacle = 'nothing' | 'no-marks' | 'no-tex' | 'still-only' | 'no-table' | 'no-browser';
export type ValueKind = 'number' | 'integer' | 'text' | 'boolean' | 'list' | 'object' | 'matrix';
export type LimitName =
  'parameters' | 'layers' | 'units' | 'samples' | 'cells' | 'activations' | 'bytes' | 'memory' | 'columns' | 'branches' | 'frames';
export type TextProblem = 'encoding' | 'quotes' | 'too-long';
export type TensorName = 'x' | 'z' | 'a' | 'loss' | 'dA' | 'dZ' | 'dW' | 'db' | 'W' | 'b' | 'optimizer';
/** The interface is what runs in the page; the trainer and the export's encoder have threads of their own. */
export type ProgramPart = 'interface' | 'trainer' | 'encoder';
export type Operation = 'sum-of-products' | 'sum' | 'product' | 'normalization' | 'activation' | 'loss' | 'update';
/** What can be wrong with a document's file. */
export type DocumentProblem =
  | 'archive'
  | 'no-document'
  | 'entry-name'
  | 'too-many-entries'
  | 'too-large'
  | 'ratio'
  | 'damaged'
  | 'encoding'
  | 'state'
  | 'link'
  | 'long-link'
  | 'picture';
/** What can be wrong with a lesson beside its run and its keys. */
export type LessonProblem =
  // Expressions.
  | 'expression'
  | 'unknown-name'
  | 'indices'
  | 'outside'
  | 'not-computed'
  | 'not-finite'
  | 'loop'
  | 'name-taken'
  | 'literal'
  | 'cover'
  // Texts.
  | 'text-too-long'
  | 'line'
  | 'mark'
  | 'html'
  | 'term'
  | 'answer'
  | 'answer-twice'
  | 'teacher-key'
  | 'belief'
  // What the scenes and the texts say of each other.
  | 'beat-twice'
  | 'beat-without-text'
  | 'text-without-beat'
  | 'nothing-said'
  | 'question-missing'
  | 'question-unasked'
  | 'task-missing'
  | 'task-unasked'
  | 'answer-missing'
  | 'answer-unknown'
  | 'hints-missing'
  | 'code-line'
  // Questions and tasks.
  | 'no-right-answer'
  | 'several-right-answers'
  | 'wrong-is-right'
  | 'tie'
  | 'solved-at-start'
  | 'unsolved'
  | 'not-a-solution'
  | 'needs-what-is-off'
  | 'long-training'
  // Courses of somebody's own.
  | 'no-course'
  | 'archive'
  | 'encoding'
  | 'too-many-files'
  | 'course-too-large'
  | 'title-missing'
  | 'lesson-twice'
  | 'too-involved'
  | 'formula';
export type IncompatibleReason =
  | 'cross-entropy-needs-softmax'
  | 'binary-cross-entropy-needs-sigmoid'
  | 'article-needs-mse-sigmoid'
  | 'classes-need-outputs'
  | 'targets-not-probabilities'
  | 'split-leaves-no-training'
  | 'article-needs-plain-descent'
  | 'output-dropout'
  | 'logits-need-linear'
  | 'residual-needs-equal-layers'
  | 'output-residual'
  | 'class-weights-need-cross-entropy'
  | 'stopping-needs-validation'
  | 'instance-needs-extent'
  | 'label-noise-needs-classes'
  | 'file-needs-plain-name'
  | 'column-named-twice'
  | 'target-has-no-classes'
  | 'target-has-one-value'
  | 'target-taken-for-regression'
  | 'target-needs-numbers'
  | 'several-targets-need-numbers'
  | 'no-inputs-left'
  | 'branch-keeps-layers'
  | 'branch-leaves-earlier'
  | 'branch-number-once'
  | 'view-shown-twice'
  | 'network-has-no-such-part'
  | 'fault-needs-standard-arithmetic'
  | 'fault-needs-curved-activation'
  | 'fault-needs-mean'
  | 'fault-needs-several-samples'
  | 'fault-needs-trained-biases'
  | 'fault-needs-hidden-layer'
  | 'fault-needs-no-clipping'
  | 'fault-needs-relu'
  | 'fault-needs-softmax'
  | 'fault-needs-output-slope'
  | 'fault-needs-squared-error';

export type FailureCode = Failure['code'];
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });

/** Thrown across layers that cannot return a Result (the worker's calls); carries the typed failure. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
  }
}

/** What to tell of whatever was thrown in a part of the program: its own failure, want of memory, or else that the part has a defect. */
export const failureFrom = (part: ProgramPart, thrown: unknown): Failure => {
  if (thrown instanceof FailureError) return thrown.failure;
  const reason = String(thrown);
  return isWantOfMemory(thrown) ? { code: 'no-memory', reason } : { code: 'internal-error', part, reason };
};

/** Engines have words of their own for it, in a RangeError or an InternalError. */
const isWantOfMemory = (thrown: unknown): boolean => thrown instanceof Error && /allocation failed|out of memory/i.test(thrown.message);
