import { step as asStep, type Step } from '#core/contract/units.ts';

/** As much of a branch as says where it comes from. */
export interface Descendant<Branch> {
  /** What it left, at its history's first step; undefined for the run itself. */
  readonly left: Branch | undefined;
  readonly history: { readonly first: Step };
}

/** The branch whose own step this is: `of`, or one that it left. */
export const ownerOf = <Branch extends Descendant<Branch>>(of: Branch, step: Step): Branch =>
  of.left && step < of.history.first ? ownerOf(of.left, step) : of;

/** Whether a branch is `from`, or left it, or left one that did. */
export const descendsFrom = <Branch extends Descendant<Branch>>(of: Branch, from: Branch): boolean =>
  of === from || (of.left !== undefined && descendsFrom(of.left, from));

/** The step from which on two branches may differ; undefined for a branch and itself. */
export const partingOf = <Branch extends Descendant<Branch>>(a: Branch, b: Branch): Step | undefined => {
  if (a === b) return undefined;
  const roads = [roadOf(a), roadOf(b)] as const;
  let shared = 0;
  while (roads[0][shared] && roads[0][shared] === roads[1][shared]) shared++;
  return asStep(Math.min(...roads.flatMap((road) => road[shared]?.history.first ?? [])));
};

/** From the run to the branch. */
const roadOf = <Branch extends Descendant<Branch>>(of: Branch): readonly Branch[] => (of.left ? [...roadOf(of.left), of] : [of]);
