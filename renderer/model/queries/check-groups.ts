import { checkTolerance, type GradientCheck, type GradientCheckEntry } from '#core/protocol/gradient-check.ts';

/** Parameters of one kind and layer, and for how many of them the check fails. */
export interface CheckGroup {
  readonly layer: number;
  /** γ and β together. */
  readonly kind: 'W' | 'b' | 'normalization';
  readonly wrong: number;
  readonly of: number;
}

/** The groups in which a check fails, from the first layer on; parameters at a kink count as right, for the difference says nothing there. */
export const failingGroups = ({ parameters }: GradientCheck): CheckGroup[] => {
  const groups = new Map<string, CheckGroup>();
  for (const entry of parameters) {
    const kind = entry.kind === 'W' || entry.kind === 'b' ? entry.kind : 'normalization';
    const key = `${entry.layer} ${kind}`;
    const { wrong, of } = groups.get(key) ?? { wrong: 0, of: 0 };
    groups.set(key, { layer: entry.layer, kind, wrong: wrong + +isWrong(entry), of: of + 1 });
  }
  return [...groups.values()].filter(({ wrong }) => wrong > 0);
};

/** Not `>`: an error of NaN is wrong. */
const isWrong = ({ kink, relativeError }: GradientCheckEntry): boolean => !kink && !(relativeError <= checkTolerance);
