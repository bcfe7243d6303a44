import type { Failure } from '#core/contract/failure.ts';
import type { Drill, DrillKind, DrillVerdict } from '#core/drills/drill.ts';
import type { Refusal } from '#core/drills/recipe.ts';
import type { Hint } from './hint.ts';

/** A sitting of calculations by hand, as the app and its panel see it. */
export interface Practising {
  /** Undefined while it is looked for, and where nothing can be asked. */
  readonly drill: Drill | undefined;
  readonly setting: boolean;
  readonly failure: Failure | undefined;
  readonly step: number;
  /** Samples of the batch. */
  readonly samples: number;
  readonly seed: number;
  readonly kinds: readonly DrillKind[];
  /** Why nothing of a kind is asked of this step. */
  readonly refused: ReadonlyMap<DrillKind, Refusal>;
  /** What came of the last answer to this question. */
  readonly verdict: DrillVerdict | undefined;
  /** The number is on screen. */
  readonly told: boolean;
  /** How many hints were opened. */
  readonly hints: number;
  /** Questions of this sitting that were answered or given up, and how many of them were right at once. */
  readonly score: { readonly right: number; readonly of: number };
  hint(): Hint | undefined;
  answer(typed: number): void;
  openHint(): void;
  /** Goes to where the question is asked. */
  again(): Promise<void>;
  showMe(): Promise<void>;
  another(): Promise<void>;
  choose(kinds: readonly DrillKind[]): Promise<void>;
  sow(seed: number): Promise<void>;
  /** Once a frame: another run, branch or sample is asked about as it comes. */
  tick(): void;
  /** Ends it; what was on screen before is there again. */
  leave(): Promise<void>;
}
