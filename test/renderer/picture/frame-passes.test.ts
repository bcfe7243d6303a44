import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { edgeIndex } from '#renderer/picture/space/wiring.ts';
import { plainSpeech } from '#test/scenes/scene.ts';
import { scenes, stageOf, discOf, textsOf } from './scene-stage.ts';

describe('a frame of the passes', () => {
  test('F3 a unit is hollow until its turn, then filled with its activation', () => {
    const stage = stageOf('article');
    const { timeline, frame, trace } = stage;
    const before = discOf(stage, frame(timeline.unitStart('forward', 2, 1)), 2, 1);
    const after = discOf(stage, frame(timeline.unitEnd('forward', 2, 1)), 2, 1);
    expect(before.fill).toBe(palettes.light.background);
    expect(before.ring).toBeUndefined();
    expect(at(trace.layers[1]!.a, 0, 1)).toBeGreaterThan(0);
    expect(after.fill).not.toBe(palettes.light.background);
    expect(after.ring).toBeDefined();
  });

  test.each(['article', 'states', 'wide'] as const)('F3 an input is given: %s has its values from the start of the step', (name) => {
    const stage = stageOf(name);
    const { frame, timeline, trace, placement } = stage;
    const [inputs] = placement.columns;
    const [start, after] = [frame(0), frame(timeline.unitEnd('batch', 0, inputs!.total - 1))];
    if (inputs!.grid) {
      const known = ({ images }: typeof start): number => images[0]!.known;
      expect(known(start)).toBe(known(after));
      expect(known(start)).toBeGreaterThan(0);
      return;
    }
    const number = plainSpeech.number;
    for (let unit = 0; unit < inputs!.total; unit++) {
      expect(discOf(stage, start, 0, unit).fill).toBe(discOf(stage, after, 0, unit).fill);
      expect(textsOf(start)).toContain(number(at(trace.batch.x, 0, unit)));
    }
  });

  test('F4 products run forward along the edges of the unit in action only, a dot or a ring by sign, none for zero', () => {
    const stage = stageOf('article');
    const { timeline, frame, trace, wiring } = stage;
    const { edges } = frame(timeline.partEnd('forward', 2, 2, 3));
    for (let edge = 0; edge < edges.count; edge++) {
      const own = wiring.layer[edge] === 2 && wiring.to[edge] === 2;
      expect(edges.pulseAt[edge]! >= 0).toBe(own);
      if (!own) continue;
      const product = at(trace.layers[1]!.W, wiring.from[edge]!, 2) * at(trace.layers[0]!.a, 0, wiring.from[edge]!);
      expect(edges.pulseRadius[edge]! > 0).toBe(product !== 0);
      expect(edges.pulseHollow[edge]).toBe(product < 0 ? 1 : 0);
    }
  });

  test('F5 the upstream gradient runs from target to source, in its own hue', () => {
    const { timeline, frame, wiring } = stageOf('article');
    const edge = edgeIndex(wiring, 3, 1, 0)!;
    const start = timeline.unitStart('backward', 2, 1);
    const end = timeline.partEnd('backward', 2, 1, 0);
    const early = frame(start + (end - start) * 0.3).edges;
    const late = frame(start + (end - start) * 0.8).edges;
    expect(early.pulseAt[edge]).toBeGreaterThan(late.pulseAt[edge]!);
    expect(late.pulseColour[edge]).toBe(palettes.light.upstream);
  });

  test('F6 what a unit owes is a halo, from the moment that it is summed', () => {
    const stage = stageOf('article');
    const { timeline, frame } = stage;
    expect(discOf(stage, frame(timeline.unitStart('backward', 2, 1)), 2, 1).halo).toBeUndefined();
    expect(discOf(stage, frame(timeline.unitEnd('backward', 2, 1)), 2, 1).halo?.colour).toBe(palettes.light.upstream);
  });

  test('F7 at the end of the step each edge is its new weight, with the old one as a ghost around it', () => {
    const { timeline, frame, wiring, trace } = stageOf('states');
    const start = frame(0).edges;
    const end = frame(timeline.duration).edges;
    const { W, WAfter } = trace.layers[2]!;
    for (let from = 0; from < 3; from++) {
      const edge = edgeIndex(wiring, 3, from, 0)!;
      expect(start.ghostWidth[edge]).toBe(0);
      expect(end.ghostWidth[edge]).toBeGreaterThan(start.width[edge]!);
      expect(Math.sign(end.width[edge]! - start.width[edge]!)).toBe(Math.sign(Math.abs(at(WAfter, from, 0)) - Math.abs(at(W, from, 0))));
    }
  });

  test('F8 the numbers on the picture are those of the trace', () => {
    const { timeline, frame, trace } = stageOf('article');
    const number = plainSpeech.number;
    const forward = textsOf(frame(timeline.unitEnd('forward', 1, 0)));
    expect(forward).toContain(number(at(trace.layers[0]!.z, 0, 0)));
    expect(forward).toContain(number(at(trace.layers[0]!.a, 0, 0)));
    const backward = textsOf(frame(timeline.unitEnd('backward', 2, 0)));
    expect(backward).toContain(number(at(trace.layers[1]!.dA!, 0, 0)));
    expect(backward).toContain(number(at(trace.layers[1]!.dZ, 0, 0)));
    const update = textsOf(frame(timeline.partEnd('update', 3, 0, 1)));
    expect(update).toContain(number(at(trace.layers[2]!.deltaW, 1, 0)));
    expect(update).toContain(number(at(trace.layers[2]!.WAfter, 1, 0)));
    const { words } = plainSpeech;
    // The loss beside the outputs is this sample's, and the batch's says so.
    expect(textsOf(frame(timeline.duration))).toEqual(
      expect.arrayContaining([words.sampleLoss(number(trace.loss.perSample[0]!)), words.batchLossShort(number(trace.loss.total))]),
    );
  });

  test('F10 a followed sample that the batch does not hold is said so', () => {
    const { trace } = scenes.article;
    const absent: StepTrace = { ...trace, batch: { ...trace.batch, rows: Int32Array.of(-1) } };
    const { frame, timeline } = stageOf('article', absent);
    // In as many lines as it takes.
    expect(textsOf(frame(timeline.unitEnd('batch', 0, 1))).join(' ')).toContain(plainSpeech.words.notInBatch);
    expect(textsOf(frame(timeline.unitEnd('backward', 2, 1))).join(' ')).toContain(plainSpeech.words.notInBatch);
  });
});
