import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingKinds, type Finding, type FindingKind } from '#core/contract/health.ts';
import { step } from '#core/contract/units.ts';
import { readRunSpec } from '#core/spec/read-run-spec.ts';
import { catalogue } from '#core/words/catalogue.ts';
import { examples, exampleSpec, type ExampleName } from '#renderer/model/run/examples.ts';
import { pullOf, pulls, remediesOf, remedyOf } from '#renderer/model/run/remedies.ts';
import { soaked } from '#test/soak.ts';

const specs = (Object.keys(examples) as ExampleName[]).map((name) => {
  const read = readRunSpec(exampleSpec(name));
  if (!read.ok) throw new Error(name);
  return read.value;
});
const finding = (kind: FindingKind): Finding =>
  ({ kind, since: step(3), where: { part: 'layer', layer: 1 }, numbers: {} }) as unknown as Finding;
const opposite = { slower: 'faster', faster: 'slower', stiffer: 'looser', looser: 'stiffer' } as const;

test('no suggestion contradicts another one or the advice of a finding that stands beside it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...findingKinds), { minLength: 1 }), fc.constantFrom(...specs), (kinds, spec) => {
      const findings = kinds.map(finding);
      const remedies = remediesOf(findings, spec);
      const wanted = new Set(kinds.map((kind) => pulls[kind]));
      for (const remedy of remedies.values()) {
        const pull = pullOf(remedy, spec);
        if (pull) wanted.add(pull);
      }
      for (const pull of ['slower', 'stiffer'] as const)
        expect(wanted.has(pull) && [...remedies.values()].some((remedy) => pullOf(remedy, spec) === opposite[pull])).toBe(false);
      // A finding by itself loses nothing by it.
      for (const one of findings) expect(remediesOf([one], spec).get(one)).toEqual(remedyOf(one, spec));
    }),
    { numRuns: soaked(1000) },
  );
});

test('the advice pulls where it says so', () => {
  const { kinds } = catalogue.en.words.health;
  for (const kind of findingKinds) {
    const { helps } = kinds[kind];
    expect(pulls[kind] === 'slower', `${kind}: ${helps}`).toBe(/lower (learning )?rate/u.test(helps));
    expect(pulls[kind] === 'looser', `${kind}: ${helps}`).toBe(/less regularisation/u.test(helps));
    expect(pulls[kind] === 'stiffer', `${kind}: ${helps}`).toBe(/(?<!less )regularisation/u.test(helps));
  }
});
