import type { Pieces } from '#core/net/finished.ts';
import { causes, findingKinds, type Finding, type Health } from '#core/contract/health.ts';
import type { Step } from '#core/contract/units.ts';
import { foreseen } from '#core/net/foreseen.ts';
import type { Run } from '#core/net/run.ts';
import { layerFindings } from './layer-findings.ts';
import { runFindings } from './run-findings.ts';
import type { RunHistory } from './run-history.ts';
import { unitFindings } from './unit-findings.ts';

/**
 * What is wrong with a run that is trained as far as `step` at least: with its units and layers at that step, with the whole of it up to its
 * trained end. A pause after every few rows of a forward pass and every `atOnce` updates of a replay.
 */
export function* examining(run: Run, history: RunHistory, step: Step, atOnce: number): Pieces<Health> {
  // Training may go on during a pause: all is said of the same end.
  const { trainedTo, failure } = history;
  const until: RunHistory = { trainedTo, failure, series: (...query) => history.series(...query), seek: (step) => history.seek(step) };
  const findings = [
    ...foreseen(run),
    ...(yield* runFindings(run, until, atOnce)),
    ...layerFindings(run, until, step),
    ...(yield* unitFindings(run, until, step, atOnce)),
  ];
  return { step, trainedTo, findings: withCauses(findings) };
}

/** What each follows from, and in that order: what is mended first comes first. */
export const withCauses = (findings: readonly Finding[]): Finding[] => {
  const because = ({ kind, since }: Finding) =>
    causes[kind]?.find((cause) => findings.some((other) => other.kind === cause && other.since <= since));
  const rank = ({ kind, because }: Finding): number => findingKinds.indexOf(kind) + (because ? findingKinds.length : 0);
  return findings
    .map((finding): Finding => {
      const cause = because(finding);
      return cause ? { ...finding, because: cause } : finding;
    })
    .sort((a, b) => rank(a) - rank(b));
};
