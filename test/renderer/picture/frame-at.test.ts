import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import { focusOf } from '#renderer/picture/space/focus.ts';
import type { Frame } from '#renderer/picture/frame.ts';
import { frameAt, FrameMemory } from '#renderer/picture/frame-at.ts';
import { palettes } from '#renderer/picture/palette.ts';
import { textWidth } from '#renderer/picture/pen.ts';
import { place } from '#renderer/picture/space/placement.ts';
import { niceCeiling, scalesOf } from '#renderer/picture/scales.ts';
import { stepTimeline } from '#renderer/picture/time/step-timeline.ts';
import { layerState, unitState } from '#renderer/picture/network/states.ts';
import { picture } from '#core/words/picture.ts';
import { languages } from '#core/words/catalogue.ts';
import { edgeIndex } from '#renderer/picture/space/wiring.ts';
import { scenes as all } from '#test/scenes/all.ts';
import deep from '#test/scenes/deep.scene.ts';
import exploding from '#test/scenes/exploding.scene.ts';
import extreme from '#test/scenes/extreme.scene.ts';
import { lookOf, plainLook, plainSpeech, traceOf } from '#test/scenes/scene.ts';
import vanishing from '#test/scenes/vanishing.scene.ts';
import { size, scenes, stageOf, discOf, textsOf, type Name } from './scene-stage.ts';

describe('a frame', () => {
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

  test('F9 states are told apart and said in the legend', () => {
    const { trace, shape, timeline, frame } = stageOf('states');
    expect([0, 1, 2].map((unit) => unitState(trace, shape, 1, unit))).toEqual([undefined, 'silent', 'dead']);
    expect(unitState(trace, shape, 2, 0)).toBe('saturated');
    const said = textsOf(frame(timeline.duration));
    expect(said).toContain('closed here (1)');
    expect(said).toContain('dead (1)');
  });

  test('F10 a followed sample that the batch does not hold is said so', () => {
    const { trace } = scenes.article;
    const absent: StepTrace = { ...trace, batch: { ...trace.batch, rows: Int32Array.of(-1) } };
    const { frame, timeline } = stageOf('article', absent);
    // In as many lines as it takes.
    expect(textsOf(frame(timeline.unitEnd('batch', 0, 1))).join(' ')).toContain(plainSpeech.words.notInBatch);
    expect(textsOf(frame(timeline.unitEnd('backward', 2, 1))).join(' ')).toContain(plainSpeech.words.notInBatch);
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

  test('F12 reduced motion shows what has begun as done', () => {
    const { frame, timeline } = stageOf('article');
    const index = timeline.at(9).index;
    const rest = timeline.restAt(index);
    const before = timeline.restAt(index - 1);
    expect(frame(before + (rest - before) * 0.2, { still: true })).toEqual(frame(rest));
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
