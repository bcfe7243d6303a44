import { describe, expect, test } from 'vitest';
import { at, matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { focusOf } from '#renderer/picture/space/focus.ts';
import { frameAt } from '#renderer/picture/frame-at.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { niceCeiling, scalesOf } from '#renderer/picture/scales.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { layerState, unitState } from '#renderer/picture/network/states.ts';
import { picture } from '#core/words/picture.ts';
import { languages } from '#core/words/catalogue.ts';
import { scenes as all } from '#test/scenes/all.ts';
import deep from '#test/scenes/deep.scene.ts';
import exploding from '#test/scenes/exploding.scene.ts';
import { lookOf, plainLook, plainSpeech, traceOf } from '#test/scenes/scene.ts';
import vanishing from '#test/scenes/vanishing.scene.ts';
import { size, scenes, stageOf, textsOf, type Name } from './scene-stage.ts';

describe('what stands on a frame', () => {
  test('before an audience nothing is written smaller than people far away can read, and what it is about stays written', () => {
    for (const name of Object.keys(scenes) as Name[]) {
      const { trace, shape } = scenes[name];
      const placement = place(shape, { width: 1920, height: 930 }, 25);
      const timeline = stepTimeline(shape);
      for (let i = 0; i <= 20; i++) {
        const { texts } = frameAt({
          trace,
          placement,
          timeline,
          t: (timeline.duration * i) / 20,
          look: { ...plainLook, theme: 'contrast' },
        });
        expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(25);
        if (i > 0)
          expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining([plainSpeech.words.inputs, plainSpeech.words.output]));
      }
    }
  });

  test('F9 states are told apart and said in the legend', () => {
    const { trace, shape, timeline, frame } = stageOf('states');
    expect([0, 1, 2].map((unit) => unitState(trace, shape, 1, unit))).toEqual([undefined, 'silent', 'dead']);
    expect(unitState(trace, shape, 2, 0)).toBe('saturated');
    const said = textsOf(frame(timeline.duration));
    expect(said).toContain('closed here (1)');
    expect(said).toContain('dead (1)');
  });

  test('F21 a selected weight dims all that is not on its way to the loss', () => {
    const { frame, timeline, wiring } = stageOf('article');
    const selected = { kind: 'weight', layer: 2, from: 1, to: 5 } as const;
    for (const { phase, start, end } of timeline.phaseSpans) {
      const t = (start + end) / 2;
      const [plain, focused] = [frame(t).edges, frame(t, { selected }).edges];
      for (let edge = 0; edge < wiring.count; edge++) {
        const [layer, from, to] = [wiring.layer[edge], wiring.from[edge], wiring.to[edge]];
        const onWay = (layer === 2 && from === 1 && to === 5) || (layer === 3 && from === 5);
        if (onWay) expect(focused.alpha[edge], phase).toBeGreaterThan(0.299);
        else expect(focused.alpha[edge], phase).toBeLessThan(0.3 * plain.alpha[edge]!);
      }
    }
  });

  test('F22 the light of an edge is its part of the gradient: weights, slopes and dL/dz multiplied along the way', () => {
    const { trace } = traceOf(deep);
    const { W, dZ } = trace.layers[5]!;
    const focus = focusOf(trace, { kind: 'weight', layer: 4, from: 2, to: 4 })!;
    // Layer 6 is two layers on: each way goes through one unit of layer 5.
    const [w5, slope4, slope5] = [trace.layers[4]!.W, trace.layers[3]!.slope!, trace.layers[4]!.slope!];
    const part = (from: number, to: number) =>
      Math.abs(at(slope4, 0, 4) * at(w5, 4, from) * at(slope5, 0, from) * at(W, from, to) * at(dZ, 0, to));
    const all = Array.from({ length: 64 }, (_, i) => part(i >> 3, i & 7));
    for (let from = 0; from < 8; from++) {
      for (let to = 0; to < 8; to++) expect(focus.share(6, from, to)).toBeCloseTo(part(from, to) / Math.max(...all), 9);
    }
    expect([focus.share(4, 2, 4), focus.share(4, 1, 4), focus.share(5, 3, 0), focus.share(3, 0, 2)]).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
    // With their signs and over all targets they add up to what the chain rule says that the unit owes.
    const signed = all.map(
      (_, i) => at(slope4, 0, 4) * at(w5, 4, i >> 3) * at(slope5, 0, i >> 3) * at(W, i >> 3, i & 7) * at(dZ, 0, i & 7),
    );
    expect(signed.reduce((sum, value) => sum + value, 0)).toBeCloseTo(at(trace.layers[3]!.dZ, 0, 4), 12);
  });

  test('F18 no text reaches beyond the right side of the picture, not even the error of a prediction at the end of its ruler', () => {
    const { trace } = scenes.article;
    const right: StepTrace = {
      ...trace,
      batch: { ...trace.batch, y: fill(trace.batch.y, 1) },
      layers: trace.layers.map((layer, l) => (l === 2 ? { ...layer, a: fill(layer.a, 0.99736) } : layer)),
    };
    const stages = [stageOf('article', right), ...(Object.keys(scenes) as Name[]).map((name) => stageOf(name))];
    for (const { frame, timeline } of stages) {
      for (let i = 0; i <= 40; i++) {
        for (const { x, text, size: letters, align } of frame((i / 40) * timeline.duration).texts) {
          const width = textWidth(text, letters);
          const end = align === 'left' ? x + width : align === 'right' ? x : x + width / 2;
          expect(end, text).toBeLessThanOrEqual(size.width);
        }
      }
    }
  });

  test('F27 a layer whose gradient vanishes or explodes has a sign over its name once that is known', () => {
    for (const [scene, state, layers] of [
      [vanishing, 'vanishing', [1, 2, 3]],
      [exploding, 'exploding', [1]],
    ] as const) {
      const { trace, shape } = traceOf(scene);
      expect(shape.layers.map((_, l) => layerState(trace, l + 1)).flatMap((found, l) => (found === state ? [l + 1] : []))).toEqual(layers);
      const placement = place(shape, size);
      const timeline = stepTimeline(shape);
      const signs = (t: number) =>
        frameAt({ trace, placement, timeline, t, look: plainLook }).marks.flatMap((mark) =>
          mark.kind === 'dot' && mark.y < placement.titleY && mark.fill === palettes.light.warning ? [mark.x] : [],
        );
      expect(signs(timeline.phaseSpans.find(({ phase }) => phase === 'gradient')!.start)).toEqual([]);
      expect(signs(timeline.duration)).toEqual(layers.map((layer) => placement.columns[layer]!.x));
    }
  });

  test('F28 the legend has a word for every state that stands on the picture, in both languages, at the desk and before an audience', () => {
    for (const [name, scene] of all) {
      if (scene.against) continue;
      const made = traceOf(scene);
      const { trace, shape } = made;
      const states = new Set(
        shape.layers.flatMap(({ units }, l) => [
          layerState(trace, l + 1),
          ...Array.from({ length: units }, (_, unit) => unitState(trace, shape, l + 1, unit)),
        ]),
      );
      const timeline = stepTimeline(shape);
      for (const language of languages) {
        const words = picture[language];
        for (const [stage, least] of [[size, 0] as const, [{ width: 1920, height: 930 }, 25] as const]) {
          const look = lookOf(scene, made, 'light', { language });
          const said = textsOf(frameAt({ trace, placement: place(shape, stage, least), timeline, t: timeline.duration, look }));
          for (const state of states)
            if (state)
              expect(
                said.some((text) => text.startsWith(`${words[state]} (`)),
                `${name}: ${words[state]}`,
              ).toBe(true);
        }
      }
    }
  });

  test('F29 a disc too small for its number has a minus where that has one, until it is near enough to be read', () => {
    const { trace, shape } = scenes.wide;
    const placement = place(shape, size);
    const timeline = stepTimeline(shape);
    const column = placement.columns[2]!;
    const negative = Array.from({ length: 32 }, (_, unit) => unit).filter((unit) => at(trace.layers[1]!.a, 0, unit) < 0);
    const minuses = (zoom: number) =>
      frameAt({ trace, placement, timeline, t: timeline.duration, look: { ...plainLook, zoom } }).marks.flatMap((mark) =>
        mark.kind === 'line' && mark.points[1] === mark.points[3] && (mark.points[0]! + mark.points[2]!) / 2 === column.x
          ? [mark.points[1]]
          : [],
      );
    expect(negative.length).toBeGreaterThan(0);
    expect(minuses(1)).toEqual(negative.map((unit) => column.y[unit]));
    expect(minuses(3)).toEqual([]);
  });
});

test('a scale holds every value that is drawn on it', () => {
  for (const { trace } of Object.values(scenes)) {
    const scales = scalesOf(trace);
    for (const layer of trace.layers) {
      for (const value of layer.W.data) expect(Math.abs(value)).toBeLessThanOrEqual(scales.weight * (1 + 1e-9));
      for (const value of layer.a.data) expect(Math.abs(value)).toBeLessThanOrEqual(scales.activation * (1 + 1e-9));
      for (const value of layer.z.data) expect(Math.abs(value)).toBeLessThanOrEqual(scales.preActivation * (1 + 1e-9));
    }
  }
});

test('no scale is infinite', () => {
  expect(niceCeiling(Number.MAX_VALUE)).toBe(Number.MAX_VALUE);
});

const fill = ({ rows, cols }: { rows: number; cols: number }, value: number) =>
  matrix(rows, cols, new Float64Array(rows * cols).fill(value));
