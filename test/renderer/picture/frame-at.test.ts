import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { frameAt, FrameMemory } from '#renderer/picture/frame-at.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { scenes as all } from '#test/scenes/all.ts';
import extreme from '#test/scenes/extreme.scene.ts';
import { lookOf, plainLook, plainSpeech, traceOf } from '#test/scenes/scene.ts';
import { size, scenes, stageOf, textsOf, type Name } from './scene-stage.ts';

describe('a frame', () => {
  test('F1 is a function of the scene: the order of visits and the memory make no difference', () => {
    const memory = new FrameMemory();
    fc.assert(
      fc.property(
        fc.constantFrom<Name>('article', 'states', 'wide', 'large', 'residual', 'clipping', 'epoch-end', 'normalised'),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }),
        (name, shares) => {
          const { frame, into, timeline } = stageOf(name);
          const fresh = frame(shares[0]! * timeline.duration);
          for (const share of shares) into(memory, share * timeline.duration, { theme: 'dark' });
          const { renewal, ...again } = into(memory, shares[0]! * timeline.duration);
          expect(again).toEqual(fresh);
          expect(renewal.written.length).toBe(renewal.starts.length - 1);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('F2 holds only finite lengths and whole colours, at every moment, whatever the numbers of the run', () => {
    const { trace } = scenes.article;
    const broken = (value: number): StepTrace => ({
      ...trace,
      layers: trace.layers.map((layer, l) =>
        l === 1
          ? {
              ...layer,
              z: fill(layer.z, value),
              a: fill(layer.a, value),
              dZ: fill(layer.dZ, value),
              W: fill(layer.W, value),
              deltaW: fill(layer.deltaW, value),
            }
          : layer,
      ),
    });
    for (const of of [trace, broken(NaN), broken(Infinity), broken(0), broken(1e300), broken(1e-300)]) {
      const { frame, timeline } = stageOf('article', of);
      for (let i = 0; i <= 24; i++) {
        const made = frame((i / 24) * timeline.duration);
        const { edges } = made;
        for (const array of [
          edges.ends,
          edges.alpha,
          edges.width,
          edges.washWidth,
          edges.washAlpha,
          edges.ghostWidth,
          edges.pulseAt,
          edges.pulseRadius,
        ]) {
          expect(array.every(Number.isFinite)).toBe(true);
        }
        const numbers = JSON.stringify([made.shapes, made.discs, made.marks, made.texts.map(({ text: _, ...rest }) => rest)]);
        expect(numbers).not.toContain('null');
        expect([...made.discs, ...made.texts].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
      }
    }
  });

  test('a look that was sent elsewhere draws the same frame', () => {
    for (const [, scene] of all) {
      const staged = traceOf(scene);
      const { trace, shape } = staged;
      const [placement, timeline] = [place(shape, size), stepTimeline(shape)];
      const look = lookOf(scene, staged, 'dark', { selected: { kind: 'unit', layer: 1, unit: 0 } });
      for (const share of [0.2, 0.5, 0.8]) {
        const t = share * timeline.duration;
        expect(frameAt({ trace, placement, timeline, t, look: structuredClone(look) })).toEqual(
          frameAt({ trace, placement, timeline, t, look }),
        );
      }
    }
  });

  test('a frame is the same whatever was drawn before it', () => {
    for (const [, scene] of all) {
      const staged = traceOf(scene);
      const { trace, shape } = staged;
      const [placement, timeline] = [place(shape, size), stepTimeline(shape)];
      const look = lookOf(scene, staged, 'dark');
      const t = 0.6 * timeline.duration;
      const alone = frameAt({ trace: structuredClone(trace), placement, timeline, t, look });
      frameAt({ trace, placement, timeline, t: 0, look: { ...look, zoom: 3 } });
      expect(frameAt({ trace, placement, timeline, t, look })).toEqual(alone);
    }
  });

  test('F23 only what changed is written again', () => {
    const { into, timeline, wiring } = stageOf('wide');
    const memory = new FrameMemory();
    const middle = (unit: number) => (timeline.unitStart('forward', 2, unit) + timeline.unitEnd('forward', 2, unit)) / 2;
    const first = into(memory, middle(4));
    // @ts-expect-error A frame that lends its edges is none that holds.
    const held: Frame = first;
    expect(held.edges).toBe(into(memory, middle(4)).edges);
    const { edges, renewal } = into(memory, middle(5));
    expect(edges).toBe(first.edges);
    const fresh = [...renewal.written.keys()].filter((group) => renewal.written[group]! > first.renewal.frame);
    expect(fresh).toEqual([4, 5].map((unit) => wiring.firstGroup[2]! + unit));
  });

  test('F24 ten thousand units and infinite products are drawn, and what has no scale is said', () => {
    const { trace, shape } = traceOf(extreme);
    const timeline = stepTimeline(shape);
    for (const stage of [size, { width: 0, height: 0 }, { width: 1250, height: 800 }]) {
      const placement = place(shape, stage);
      for (let share = 0; share <= 1; share += 0.05) {
        const made = frameAt({ trace, placement, timeline, t: share * timeline.duration, look: plainLook });
        const { edges } = made;
        for (const array of [edges.ends, edges.alpha, edges.width, edges.washWidth, edges.ghostWidth, edges.pulseRadius])
          expect(array.every(Number.isFinite)).toBe(true);
        expect(JSON.stringify([made.shapes, made.discs, made.marks, made.images])).not.toContain('null');
        if (stage === size) expect(textsOf(made).some((text) => text.startsWith(plainSpeech.words.notFinite))).toBe(true);
      }
    }
  });

  test('F12 reduced motion shows what has begun as done', () => {
    const { frame, timeline } = stageOf('article');
    const index = timeline.at(9).index;
    const rest = timeline.restAt(index);
    const before = timeline.restAt(index - 1);
    expect(frame(before + (rest - before) * 0.2, { still: true })).toEqual(frame(rest));
  });
});

const fill = ({ rows, cols }: { rows: number; cols: number }, value: number) =>
  matrix(rows, cols, new Float64Array(rows * cols).fill(value));
