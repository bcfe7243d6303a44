import { expect, test } from 'vitest';
import { losses } from '#core/spec/methods.ts';
import { addLayer, fittingLosses, removeLayer, setLayer, setLoss, setOutputActivation, type Edit } from '#renderer/model/run/edits.ts';
import { setInputs, setSamples } from '#renderer/model/run/inline-edits.ts';
import { ownLimits, ownNetwork, refusalOf, samplesFit } from '#renderer/model/run/own-network.ts';

test('it begins as 2-2-1 with one sample, and can be opened as it is', () => {
  const spec = ownNetwork();
  expect([spec.network.inputs, ...spec.network.layers.map(({ units }) => units)]).toEqual([2, 2, 1]);
  expect(samplesFit(spec)).toBe(true);
  expect(refusalOf(spec)).toBeUndefined();
});

test('whatever shape is chosen, it can be opened', () => {
  const edits: Edit[] = [
    setInputs(ownLimits.units),
    addLayer,
    setLayer(0, 'units', 5),
    setLayer(1, 'units', 1),
    setLayer(2, 'units', 3),
    setSamples(4),
    setOutputActivation('softmax'),
    removeLayer(0),
    setLayer(1, 'units', ownLimits.units),
    setOutputActivation('linear'),
    setInputs(1),
    setSamples(1),
  ];
  let spec = ownNetwork();
  for (const edit of edits) {
    spec = edit(spec);
    expect(spec.parameters).toBeDefined();
    // Targets that are no probabilities yet are told, not changed.
    if (spec.loss !== 'categorical-cross-entropy') expect(refusalOf(spec)).toBeUndefined();
  }
});

test('every loss on offer can be opened with it', () => {
  const offered = fittingLosses(ownNetwork());
  expect(offered).toEqual([...losses]);
  for (const loss of offered) expect(refusalOf(setLoss(loss)(ownNetwork()))).toBeUndefined();
});

test('what cannot be opened says where', () => {
  expect(refusalOf(setLayer(0, 'units', 0)(ownNetwork()))).toMatchObject({ place: 'network.layers[0].units' });
});
