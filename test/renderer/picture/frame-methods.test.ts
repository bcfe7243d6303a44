import { describe, expect, test } from 'vitest';
import { at } from '#core/contract/matrix.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { unitState } from '#renderer/picture/network/states.ts';
import { plainSpeech } from '#test/scenes/scene.ts';
import { size, stageOf, textsOf } from './scene-stage.ts';

describe('a frame of a run with other methods', () => {
  test('F13 a residual connection has an arc over each unit; its value runs along it forward, what it owes backward', () => {
    const { frame, timeline, placement, trace } = stageOf('residual');
    const arcs = (made: Frame) => made.shapes.filter((shape) => shape.kind === 'line' && shape.points.length === 30);
    // Two layers of four units, each arc with a halo.
    expect(arcs(frame(0))).toHaveLength(2 * 4 * 2);
    const [source, target] = [placement.columns[1]!, placement.columns[2]!];
    const between = (made: Frame) =>
      made.shapes.filter(
        (shape) =>
          shape.kind === 'dot' &&
          shape.y < placement.workings!.y &&
          shape.x > source.x + source.radius * 0.71 &&
          shape.x < target.x - target.radius - 2,
      ) as { x: number; fill: number }[];
    // It takes half a second at least, but never sets out before its unit's turn.
    const moments = (turn: number, arrival: number) => {
      const start = Math.max(turn, arrival - 0.5);
      return [0.3, 0.6].map((share) => between(frame(start + (arrival - start) * share))[0]!);
    };
    const forward = moments(timeline.unitStart('forward', 2, 1), timeline.partEnd('forward', 2, 1, 6));
    expect(forward[0]!.x).toBeLessThan(forward[1]!.x);
    expect(at(trace.layers[0]!.a, 0, 1)).toBeGreaterThan(0);
    expect(forward[0]!.fill).toBe(palettes.light.positive);
    const backward = moments(timeline.unitStart('backward', 1, 2), timeline.partEnd('backward', 1, 2, 4));
    expect(backward[0]!.x).toBeGreaterThan(backward[1]!.x);
    expect(backward[0]!.fill).toBe(palettes.light.upstream);
    expect(arcs(stageOf('article').frame(0))).toHaveLength(0);
  });

  test('F14 the workings of a residual unit add its own part and what came in', () => {
    const { frame, timeline, trace } = stageOf('residual');
    const { number } = plainSpeech;
    const said = textsOf(frame(timeline.unitEnd('forward', 2, 1)));
    const { branch, a } = trace.layers[1]!;
    for (const value of [at(branch!, 0, 1), at(trace.layers[0]!.a, 0, 1), at(a, 0, 1)])
      expect(said.some((text) => text.includes(number(value)))).toBe(true);
    const owed = textsOf(frame(timeline.unitEnd('backward', 1, 2)));
    expect(owed.some((text) => text.includes(number(at(trace.layers[1]!.dA!, 0, 2))))).toBe(true);
  });

  test('F15 clipping: the norm, the factor and what each number was before', () => {
    const { frame, timeline, trace } = stageOf('clipping');
    const { number, words } = plainSpeech;
    expect(trace.clipFactor).toBeLessThan(1);
    const said = textsOf(frame(timeline.unitEnd('optimise', 2, 0)));
    expect(said).toContain(words.gradientNorm);
    expect(said).toContain(`${number(trace.gradientNorm)} × ${number(trace.clipFactor!)}`);
    // Two strokes across the edge of each gradient that was cut by value.
    const strokes = (made: Frame) =>
      made.shapes.filter((shape) => shape.kind === 'line' && shape.points.length === 4 && shape.colour === palettes.light.warning);
    const cut = trace.layers.flatMap(({ unclipped, dW }) => [...dW.data].filter((g, i) => g !== unclipped!.W.data[i]! * trace.clipFactor!));
    const { workings } = place(stageOf('clipping').shape, size);
    const onEdges = strokes(frame(timeline.unitStart('optimise', 1, 0))).filter(
      (shape) => shape.kind === 'line' && shape.points[1]! < workings!.y,
    );
    expect(cut.length).toBeGreaterThan(0);
    expect(onEdges).toHaveLength(2 * cut.length);
    expect(textsOf(frame(timeline.unitStart('optimise', 1, 0)))).toContain(`${words.cut} (${cut.length})`);
    expect(strokes(frame(timeline.unitStart('gradient', 2, 0)))).toEqual([]);
    const gradient = textsOf(frame(timeline.partEnd('gradient', 2, 1, 1)));
    expect(gradient).toContain(number(at(trace.layers[1]!.unclipped!.W, 1, 1)));
    expect(gradient).toContain(number(at(trace.layers[1]!.dW, 1, 1)));
  });

  test('F16 the end of an epoch says what early stopping and the schedule make of it, once the last layer moves', () => {
    const { frame, timeline, trace } = stageOf('epoch-end');
    const { number, words } = plainSpeech;
    const { stopping, plateau, loss } = trace.watch!;
    expect([stopping!.after.stopped, plateau!.before.factor !== plateau!.after.factor]).toEqual([true, false]);
    expect(textsOf(frame(timeline.unitEnd('update', 1, 0)))).not.toContain(words.watchedLoss);
    const said = textsOf(frame(timeline.duration));
    expect(said).toEqual(
      expect.arrayContaining([
        words.epochEnds(trace.epoch + 1),
        number(loss!),
        words.stopsHere,
        `${stopping!.after.waited} / ${stopping!.after.patience}`,
      ]),
    );
  });

  test('F17 normalisation and dropout stand between z and a', () => {
    const { frame, timeline, trace, shape } = stageOf('normalised');
    const { number } = plainSpeech;
    const { normalization, mask } = trace.layers[0]!;
    const off = Array.from({ length: 6 }, (_, unit) => unit).filter((unit) => at(mask!, 0, unit) === 0);
    expect(off.length).toBeGreaterThan(0);
    for (const unit of [0, 1, 2, 3, 4, 5]) expect(unitState(trace, shape, 1, unit) === 'dropped').toBe(off.includes(unit));
    const said = textsOf(frame(timeline.unitEnd('forward', 1, 3)));
    for (const value of [at(normalization!.hat, 0, 3), at(normalization!.normalized, 0, 3), at(mask!, 0, 3)])
      expect(said).toContain(number(value));
    expect(textsOf(frame(timeline.duration))).toContain(`dropped (${off.length})`);
  });
});
