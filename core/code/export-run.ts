import { fail, ok, type Result } from '#core/contract/failure.ts';
import type { Run } from '#core/net/run.ts';
import { stoppingOf } from '#core/net/watch.ts';
import type { ExportForm } from '#core/spec/export-forms.ts';
import { scripts, type ScriptWords } from '#core/words/cli/scripts.ts';
import { kerasTeachSource } from './keras-teach.ts';
import { kerasSource } from './keras.ts';
import { numpySource } from './numpy.ts';
import * as obstacles from './obstacles.ts';
import { onnxModel } from './onnx.ts';
import { parametersTable } from './parameters-table.ts';
import { pytorchTeachSource } from './pytorch-teach.ts';
import { pytorchSource } from './pytorch.ts';
import { pytorchWeights, safetensors } from './safetensors.ts';

/** The language of a script's words. */
type Language = keyof typeof scripts;
const { first, method, fault, ownGradients, loneSample, otherMethods, notShort } = obstacles;

interface Form {
  /** The first part of a run that the form cannot say. */
  readonly obstacle: obstacles.Look;
  readonly make: (run: Run, state: Float64Array, step: number, words: ScriptWords) => string | Uint8Array;
  /** script: goes on with the step that comes next; text and bytes hold a state and no training. */
  readonly kind: 'script' | 'text' | 'bytes';
  /** The largest number that the form can hold. */
  readonly largest?: number;
}

const largestFloat32 = 3.4028234663852886e38;
const nothing: obstacles.Look = () => undefined;

const forms = {
  numpy: { kind: 'script', make: numpySource, obstacle: first(method, fault) },
  pytorch: { kind: 'script', make: pytorchSource, obstacle: first(method, fault, ownGradients, loneSample) },
  'pytorch-teach': { kind: 'script', make: pytorchTeachSource, obstacle: first(method, fault, ownGradients, loneSample, notShort) },
  keras: { kind: 'script', make: kerasSource, obstacle: first(method, fault, ownGradients, otherMethods) },
  'keras-teach': { kind: 'script', make: kerasTeachSource, obstacle: first(method, fault, ownGradients, otherMethods, notShort) },
  onnx: { kind: 'bytes', make: onnxModel, obstacle: obstacles.activation, largest: largestFloat32 },
  safetensors: { kind: 'bytes', make: safetensors, obstacle: nothing },
  'pytorch-weights': { kind: 'bytes', make: pytorchWeights, obstacle: nothing },
  parameters: { kind: 'text', make: parametersTable, obstacle: nothing },
} as const satisfies Record<ExportForm, Form>;

export type ExportTarget = ExportForm;
export const exportTargets = Object.keys(forms) as [ExportTarget, ...ExportTarget[]];

/** Whether a form is bytes, not text. */
export const isBytes = (target: string): boolean => Object.hasOwn(forms, target) && forms[target as ExportTarget].kind === 'bytes';

/** A run at theta_step in another form: source text, or the bytes of a file. Refuses what that form cannot say. */
export const exportRun = (
  run: Run,
  state: Float64Array,
  step: number,
  target: ExportTarget,
  language: Language = 'en',
): Result<string | Uint8Array> => {
  const { kind, make, obstacle, largest = Number.MAX_VALUE }: Form = forms[target];
  // A run that has stopped has no step that comes next.
  if (kind === 'script' && stoppingOf(run, state)?.stopped) return fail({ code: 'step-out-of-range', step, min: 0, max: step - 1 });
  const found = obstacle(run) ?? obstacles.overflow(run, state, largest);
  return found ? fail({ code: 'cannot-export', ...found, target }) : ok(make(run, state, step, scripts[language]));
};
