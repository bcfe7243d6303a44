import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, matrix } from '#core/contract/matrix.ts';
import type { StepTrace } from '#core/contract/step-trace.ts';
import type { Frame } from '#renderer/choreography/frame.ts';
import { blameCells, gridColours } from '#renderer/choreography/cells.ts';
import { memoryOf } from '#renderer/choreography/edge-memory.ts';
import { focusOf } from '#renderer/choreography/focus.ts';
import { frameAt, Scratch } from '#renderer/choreography/frame-at.ts';
import type { Look } from '#renderer/choreography/look.ts';
import { palettes } from '#renderer/choreography/palette.ts';
import { textWidth } from '#renderer/choreography/pen.ts';
import { place } from '#renderer/choreography/placement.ts';
import { niceCeiling, scalesOf } from '#renderer/choreography/scales.ts';
import { buildScore } from '#renderer/choreography/score.ts';
import { layerState, unitState } from '#renderer/choreography/states.ts';
import { catalogue } from '#renderer/words/catalogue.ts';
import { edgeIndex, mostEdges, wiringOf } from '#renderer/choreography/wiring.ts';
import { scenes as all } from '#test/scenes/all.ts';
import article from '#test/scenes/article.scene.ts';
import clipping from '#test/scenes/clipping.scene.ts';
import deep from '#test/scenes/deep.scene.ts';
import epochEnd from '#test/scenes/epoch-end.scene.ts';
import exploding from '#test/scenes/exploding.scene.ts';
import extreme from '#test/scenes/extreme.scene.ts';
import large from '#test/scenes/large.scene.ts';
import normalised from '#test/scenes/normalised.scene.ts';
import residual from '#test/scenes/residual.scene.ts';
import { lookOf, plainLook, traceOf } from '#test/scenes/scene.ts';
import states from '#test/scenes/states.scene.ts';
import strips from '#test/scenes/strips.scene.ts';
import vanishing from '#test/scenes/vanishing.scene.ts';
import wide from '#test/scenes/wide.scene.ts';

const size = { width: 760, height: 480 };
const scenes = {
  article: traceOf(article),
  states: traceOf(states),
  wide: traceOf(wide),
  large: traceOf(large),
  residual: traceOf(residual),
  clipping: traceOf(clipping),
  'epoch-end': traceOf(epochEnd),
  normalised: traceOf(normalised),
};
type Name = keyof typeof scenes;

const stageOf = (name: Name, trace: StepTrace = scenes[name].trace) => {
  const { shape } = scenes[name];
  const placement = place(shape, size);
  const score = buildScore(shape);
  const frame = (t: number, look: Partial<Look> = {}, scratch?: Scratch): Frame =>
    frameAt({ trace, placement, score, t, look: { ...plainLook, ...look } }, scratch);
  return { trace, shape, placement, wiring: wiringOf(placement, trace), score, frame };
};

/** The disc of a unit, whose discs come layer by layer before all others. */
const discOf = ({ placement }: ReturnType<typeof stageOf>, frame: Frame, layer: number, unit: number) =>
  frame.discs[placement.columns.slice(0, layer).reduce((sum, { shown }) => sum + shown, 0) + unit]!;

const textsOf = (frame: Frame): string[] => frame.texts.filter(({ alpha }) => alpha > 0).map(({ text }) => text);

describe('a frame', () => {
  test('before an audience nothing is written smaller than people far away can read, and what it is about stays written', () => {
    for (const name of Object.keys(scenes) as Name[]) {
      const { trace, shape } = scenes[name];
      const placement = place(shape, { width: 1920, height: 930 }, 25);
      const score = buildScore(shape);
      for (let i = 0; i <= 20; i++) {
        const { texts } = frameAt({ trace, placement, score, t: (score.duration * i) / 20, look: { ...plainLook, theme: 'contrast' } });
        expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(25);
        if (i > 0) expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining([plainLook.words.inputs, plainLook.words.output]));
      }
    }
  });

  test('F1 is a function of the scene: the order of visits and the scratch make no difference', () => {
    const scratch = new Scratch();
    fc.assert(
      fc.property(
        fc.constantFrom<Name>('article', 'states', 'wide', 'large', 'residual', 'clipping', 'epoch-end', 'normalised'),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }),
        (name, shares) => {
          const { frame, score } = stageOf(name);
          const fresh = frame(shares[0]! * score.duration);
          for (const share of shares) frame(share * score.duration, { theme: 'dark' }, scratch);
          expect(frame(shares[0]! * score.duration, {}, scratch)).toEqual(fresh);
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
      const { frame, score } = stageOf('article', of);
      for (let i = 0; i <= 24; i++) {
        const made = frame((i / 24) * score.duration);
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
    const { score, frame, trace } = stage;
    const before = discOf(stage, frame(score.unitStart('forward', 2, 1)), 2, 1);
    const after = discOf(stage, frame(score.unitEnd('forward', 2, 1)), 2, 1);
    expect(before.fill).toBe(palettes.light.background);
    expect(before.ring).toBeUndefined();
    expect(at(trace.layers[1]!.a, 0, 1)).toBeGreaterThan(0);
    expect(after.fill).not.toBe(palettes.light.background);
    expect(after.ring).toBeDefined();
  });

  test('F4 products run forward along the edges of the unit in action only, a dot or a ring by sign, none for zero', () => {
    const stage = stageOf('article');
    const { score, frame, trace, wiring } = stage;
    const { edges } = frame(score.partEnd('forward', 2, 2, 3));
    for (let edge = 0; edge < edges.count; edge++) {
      const own = wiring.layer[edge] === 2 && wiring.to[edge] === 2;
      expect(edges.pulseAt[edge]! >= 0).toBe(own);
      if (!own) continue;
      const product = at(trace.layers[1]!.W, wiring.from[edge]!, 2) * at(trace.layers[0]!.a, 0, wiring.from[edge]!);
      expect(edges.pulseRadius[edge]! > 0).toBe(product !== 0);
      expect(edges.pulseHollow[edge]).toBe(product < 0 ? 1 : 0);
    }
  });

  test('F5 blame runs from target to source, in its own hue', () => {
    const { score, frame, wiring } = stageOf('article');
    const edge = edgeIndex(wiring, 3, 1, 0)!;
    const start = score.unitStart('backward', 2, 1);
    const end = score.partEnd('backward', 2, 1, 0);
    const early = frame(start + (end - start) * 0.3).edges;
    const late = frame(start + (end - start) * 0.8).edges;
    expect(early.pulseAt[edge]).toBeGreaterThan(late.pulseAt[edge]!);
    expect(late.pulseColour[edge]).toBe(palettes.light.blame);
  });

  test('F6 what a unit owes is a halo, from the moment that it is summed', () => {
    const stage = stageOf('article');
    const { score, frame } = stage;
    expect(discOf(stage, frame(score.unitStart('backward', 2, 1)), 2, 1).halo).toBeUndefined();
    expect(discOf(stage, frame(score.unitEnd('backward', 2, 1)), 2, 1).halo?.colour).toBe(palettes.light.blame);
  });

  test('F7 at the end of the step each edge is its new weight, with the old one as a ghost around it', () => {
    const { score, frame, wiring, trace } = stageOf('states');
    const start = frame(0).edges;
    const end = frame(score.duration).edges;
    const { W, WAfter } = trace.layers[2]!;
    for (let from = 0; from < 3; from++) {
      const edge = edgeIndex(wiring, 3, from, 0)!;
      expect(start.ghostWidth[edge]).toBe(0);
      expect(end.ghostWidth[edge]).toBeGreaterThan(start.width[edge]!);
      expect(Math.sign(end.width[edge]! - start.width[edge]!)).toBe(Math.sign(Math.abs(at(WAfter, from, 0)) - Math.abs(at(W, from, 0))));
    }
  });

  test('F8 the numbers on the picture are those of the trace', () => {
    const { score, frame, trace } = stageOf('article');
    const number = plainLook.number;
    const forward = textsOf(frame(score.unitEnd('forward', 1, 0)));
    expect(forward).toContain(number(at(trace.layers[0]!.z, 0, 0)));
    expect(forward).toContain(number(at(trace.layers[0]!.a, 0, 0)));
    const backward = textsOf(frame(score.unitEnd('backward', 2, 0)));
    expect(backward).toContain(number(at(trace.layers[1]!.dA!, 0, 0)));
    expect(backward).toContain(number(at(trace.layers[1]!.dZ, 0, 0)));
    const update = textsOf(frame(score.partEnd('update', 3, 0, 1)));
    expect(update).toContain(number(at(trace.layers[2]!.deltaW, 1, 0)));
    expect(update).toContain(number(at(trace.layers[2]!.WAfter, 1, 0)));
    expect(textsOf(frame(score.duration))).toContain(number(trace.loss.total));
  });

  test('F9 states are told apart and said in the legend', () => {
    const { trace, shape, score, frame } = stageOf('states');
    expect([0, 1, 2].map((unit) => unitState(trace, shape, 1, unit))).toEqual([undefined, 'silent', 'dead']);
    expect(unitState(trace, shape, 2, 0)).toBe('saturated');
    const said = textsOf(frame(score.duration));
    expect(said).toContain('silent (1)');
    expect(said).toContain('dead (1)');
  });

  test('F10 a followed sample that the batch does not hold is said so', () => {
    const { trace } = scenes.article;
    const absent: StepTrace = { ...trace, batch: { ...trace.batch, rows: Int32Array.of(-1) } };
    const { frame, score } = stageOf('article', absent);
    // In as many lines as it takes.
    expect(textsOf(frame(score.unitEnd('batch', 0, 1))).join(' ')).toContain(plainLook.words.notInBatch);
    expect(textsOf(frame(score.unitEnd('backward', 2, 1))).join(' ')).toContain(plainLook.words.notInBatch);
  });

  test('F11 wide layers are strips; between two of them the matrix is an image; what is not drawn is said in a number', () => {
    const { frame, placement, wiring, trace, score } = stageOf('large');
    const made = frame(score.duration);
    expect(textsOf(made)).toContain(plainLook.words.strongest(mostEdges, 640));
    expect(made.edges.count).toBe(mostEdges);
    expect(wiring.hidden).toEqual([0, 64 * 128, 128 * 64, 640 - mostEdges]);
    for (const { grid, total } of placement.columns.slice(0, 3)) {
      const image = made.images.find(({ x, y }) => x === grid!.x && y === grid!.y)!;
      expect([image.known, image.colours.length]).toEqual([total, total]);
    }
    expect(textsOf(made)).toEqual(expect.arrayContaining(['W', '64 × 128', 'W  128 × 64']));
    // Each cell is of the largest weight that falls into it: none of the colours is of a lesser one.
    const { W } = trace.layers[0]!;
    expect(made.images.some(({ rows, columns }) => rows <= W.rows && columns <= W.cols && rows * columns > 1000)).toBe(true);
  });

  test('F19 the cells of a strip are known as their units have had their turn', () => {
    const { frame, placement, score } = stageOf('large');
    const { grid } = placement.columns[1]!;
    const known = (t: number) => frame(t).images.find(({ x, y }) => x === grid!.x && y === grid!.y)!.known;
    expect(known(score.unitStart('forward', 1, 0))).toBe(0);
    expect(known(score.unitEnd('forward', 1, 49))).toBe(50);
    expect(known(score.unitEnd('forward', 1, 127))).toBe(128);
    expect(known(score.duration)).toBe(128);
  });

  test('F20 the lens shows a unit of a strip among its neighbours, with their numbers', () => {
    const { frame, score, trace } = stageOf('large');
    const said = textsOf(frame(score.duration, { hovered: { kind: 'unit', layer: 1, unit: 77 } }));
    for (const unit of [75, 76, 77, 78, 79]) {
      expect(said).toContain(`${unit + 1}`);
      expect(said).toContain(plainLook.number(at(trace.layers[0]!.a, 0, unit)));
    }
    expect(textsOf(frame(score.duration))).not.toContain('78');
  });

  test('F21 a selected weight dims all that is not on its way to the loss', () => {
    const { frame, score, wiring } = stageOf('article');
    const selected = { kind: 'weight', layer: 2, from: 1, to: 5 } as const;
    for (const { phase, start, end } of score.phaseSpans) {
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

  test('F23 only what changed is written again', () => {
    const { frame, score, wiring } = stageOf('wide');
    const scratch = new Scratch();
    const middle = (unit: number) => (score.unitStart('forward', 2, unit) + score.unitEnd('forward', 2, unit)) / 2;
    const { edges } = frame(middle(4), {}, scratch);
    const memory = memoryOf(edges)!;
    const before = memory.frame;
    expect(frame(middle(5), {}, scratch).edges).toBe(edges);
    const fresh = [...memory.written.keys()].filter((group) => memory.written[group]! > before);
    expect(fresh).toEqual([4, 5].map((unit) => wiring.firstGroup[2]! + unit));
  });

  test('F24 ten thousand units and infinite products are drawn, and what has no scale is said', () => {
    const { trace, shape } = traceOf(extreme);
    const score = buildScore(shape);
    for (const stage of [size, { width: 0, height: 0 }, { width: 1250, height: 800 }]) {
      const placement = place(shape, stage);
      for (let share = 0; share <= 1; share += 0.05) {
        const made = frameAt({ trace, placement, score, t: share * score.duration, look: plainLook });
        const { edges } = made;
        for (const array of [edges.ends, edges.alpha, edges.width, edges.washWidth, edges.ghostWidth, edges.pulseRadius])
          expect(array.every(Number.isFinite)).toBe(true);
        expect(JSON.stringify([made.shapes, made.discs, made.marks, made.images])).not.toContain('null');
        if (stage === size) expect(textsOf(made).some((text) => text.startsWith(plainLook.words.notFinite))).toBe(true);
      }
    }
  });

  test('F13 a residual connection has an arc over each unit; its value runs along it forward, what it owes backward', () => {
    const { frame, score, placement, trace } = stageOf('residual');
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
    const forward = moments(score.unitStart('forward', 2, 1), score.partEnd('forward', 2, 1, 6));
    expect(forward[0]!.x).toBeLessThan(forward[1]!.x);
    expect(at(trace.layers[0]!.a, 0, 1)).toBeGreaterThan(0);
    expect(forward[0]!.fill).toBe(palettes.light.positive);
    const backward = moments(score.unitStart('backward', 1, 2), score.partEnd('backward', 1, 2, 4));
    expect(backward[0]!.x).toBeGreaterThan(backward[1]!.x);
    expect(backward[0]!.fill).toBe(palettes.light.blame);
    expect(arcs(stageOf('article').frame(0))).toHaveLength(0);
  });

  test('F14 the workings of a residual unit add its own part and what came in', () => {
    const { frame, score, trace } = stageOf('residual');
    const { number } = plainLook;
    const said = textsOf(frame(score.unitEnd('forward', 2, 1)));
    const { branch, a } = trace.layers[1]!;
    for (const value of [at(branch!, 0, 1), at(trace.layers[0]!.a, 0, 1), at(a, 0, 1)])
      expect(said.some((text) => text.includes(number(value)))).toBe(true);
    const owed = textsOf(frame(score.unitEnd('backward', 1, 2)));
    expect(owed.some((text) => text.includes(number(at(trace.layers[1]!.dA!, 0, 2))))).toBe(true);
  });

  test('F15 clipping: the norm, the factor and what each number was before', () => {
    const { frame, score, trace } = stageOf('clipping');
    const { number, words } = plainLook;
    expect(trace.clipFactor).toBeLessThan(1);
    const said = textsOf(frame(score.unitEnd('optimise', 2, 0)));
    expect(said).toContain(words.gradientNorm);
    expect(said).toContain(`${number(trace.gradientNorm)} × ${number(trace.clipFactor!)}`);
    // Two strokes across the edge of each gradient that was cut by value.
    const strokes = (made: Frame) =>
      made.shapes.filter((shape) => shape.kind === 'line' && shape.points.length === 4 && shape.colour === palettes.light.warning);
    const cut = trace.layers.flatMap(({ unclipped, dW }) => [...dW.data].filter((g, i) => g !== unclipped!.W.data[i]! * trace.clipFactor!));
    const { workings } = place(stageOf('clipping').shape, size);
    const onEdges = strokes(frame(score.unitStart('optimise', 1, 0))).filter(
      (shape) => shape.kind === 'line' && shape.points[1]! < workings!.y,
    );
    expect(cut.length).toBeGreaterThan(0);
    expect(onEdges).toHaveLength(2 * cut.length);
    expect(textsOf(frame(score.unitStart('optimise', 1, 0)))).toContain(`${words.cut} (${cut.length})`);
    expect(strokes(frame(score.unitStart('gradient', 2, 0)))).toEqual([]);
    const gradient = textsOf(frame(score.partEnd('gradient', 2, 1, 1)));
    expect(gradient).toContain(number(at(trace.layers[1]!.unclipped!.W, 1, 1)));
    expect(gradient).toContain(number(at(trace.layers[1]!.dW, 1, 1)));
  });

  test('F16 the end of an epoch says what early stopping and the schedule make of it, once the last layer moves', () => {
    const { frame, score, trace } = stageOf('epoch-end');
    const { number, words } = plainLook;
    const { stopping, plateau, loss } = trace.watch!;
    expect([stopping!.after.stopped, plateau!.before.factor !== plateau!.after.factor]).toEqual([true, false]);
    expect(textsOf(frame(score.unitEnd('update', 1, 0)))).not.toContain(words.watchedLoss);
    const said = textsOf(frame(score.duration));
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
    const { frame, score, trace, shape } = stageOf('normalised');
    const { number } = plainLook;
    const { normalization, mask } = trace.layers[0]!;
    const off = Array.from({ length: 6 }, (_, unit) => unit).filter((unit) => at(mask!, 0, unit) === 0);
    expect(off.length).toBeGreaterThan(0);
    for (const unit of [0, 1, 2, 3, 4, 5]) expect(unitState(trace, shape, 1, unit) === 'dropped').toBe(off.includes(unit));
    const said = textsOf(frame(score.unitEnd('forward', 1, 3)));
    for (const value of [at(normalization!.hat, 0, 3), at(normalization!.normalized, 0, 3), at(mask!, 0, 3)])
      expect(said).toContain(number(value));
    expect(textsOf(frame(score.duration))).toContain(`dropped (${off.length})`);
  });

  test('F18 no text reaches beyond the right side of the picture, not even the error of a prediction at the end of its ruler', () => {
    const { trace } = scenes.article;
    const right: StepTrace = {
      ...trace,
      batch: { ...trace.batch, y: fill(trace.batch.y, 1) },
      layers: trace.layers.map((layer, l) => (l === 2 ? { ...layer, a: fill(layer.a, 0.99736) } : layer)),
    };
    const stages = [stageOf('article', right), ...(Object.keys(scenes) as Name[]).map((name) => stageOf(name))];
    for (const { frame, score } of stages) {
      for (let i = 0; i <= 40; i++) {
        for (const { x, text, size: letters, align } of frame((i / 40) * score.duration).texts) {
          const width = textWidth(text, letters);
          const end = align === 'left' ? x + width : align === 'right' ? x : x + width / 2;
          expect(end, text).toBeLessThanOrEqual(size.width);
        }
      }
    }
  });

  test('F25 a strip of several columns shows what its units owe beside it, each column when it has had its turn, and counts its states under it', () => {
    const { trace, shape } = traceOf(strips);
    const placement = place(shape, size);
    const score = buildScore(shape);
    const frame = (t: number) => frameAt({ trace, placement, score, t, look: plainLook });
    const { grid } = placement.columns[1]!;
    expect(grid!.columns).toBeGreaterThan(1);
    const beside = (t: number) =>
      frame(t).images.find(({ x, height, columns }) => x > grid!.x + grid!.width && height === grid!.height && columns === grid!.columns);
    expect(beside(score.unitStart('backward', 1, 0))).toBeUndefined();
    expect(beside(score.unitEnd('backward', 1, 99))!.known).toBe(100);
    const { known, colours } = beside(score.duration)!;
    expect([known, colours.length]).toEqual([300, 300]);
    const colour = blameCells(palettes.light, scalesOf(trace).owed);
    expect([...colours]).toEqual([...trace.layers[0]!.dA!.data].map(colour));
    const counts = new Map<string, number>();
    for (let unit = 0; unit < 300; unit++) {
      const state = unitState(trace, shape, 1, unit);
      if (state) counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted()).toEqual(['dead', 'dropped', 'silent']);
    expect(textsOf(frame(score.duration))).toEqual(expect.arrayContaining([...counts.values()].map(String)));
  });

  test('F26 columns of a strip that are too many for the room beside it share one, which is as strong as the strongest of them', () => {
    const grid = { x: 0, y: 0, width: 4, height: 3, rows: 3, columns: 4, across: false, units: 11, perCell: 1 };
    const values = [1, 2, 3, 4, 5, 6, 7, -8, 9, 10, 0];
    expect([...gridColours(grid, values, Math.abs)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0]);
    expect([...gridColours(grid, values, Math.abs, 2)]).toEqual([4, 5, 6, 10, 8, 9]);
    expect([...gridColours(grid, values, Math.abs, 4)]).toEqual([10, 8, 9]);
  });

  test('F27 a layer whose gradient vanishes or explodes has a sign over its name once that is known', () => {
    for (const [scene, state, layers] of [
      [vanishing, 'vanishing', [1, 2, 3]],
      [exploding, 'exploding', [1]],
    ] as const) {
      const { trace, shape } = traceOf(scene);
      expect(shape.layers.map((_, l) => layerState(trace, l + 1)).flatMap((found, l) => (found === state ? [l + 1] : []))).toEqual(layers);
      const placement = place(shape, size);
      const score = buildScore(shape);
      const signs = (t: number) =>
        frameAt({ trace, placement, score, t, look: plainLook }).marks.flatMap((mark) =>
          mark.kind === 'dot' && mark.y < placement.titleY && mark.fill === palettes.light.warning ? [mark.x] : [],
        );
      expect(signs(score.phaseSpans.find(({ phase }) => phase === 'gradient')!.start)).toEqual([]);
      expect(signs(score.duration)).toEqual(layers.map((layer) => placement.columns[layer]!.x));
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
      const score = buildScore(shape);
      for (const { picture: words } of Object.values(catalogue)) {
        for (const [stage, least] of [[size, 0] as const, [{ width: 1920, height: 930 }, 25] as const]) {
          const look = lookOf(scene, made, 'light', { words });
          const said = textsOf(frameAt({ trace, placement: place(shape, stage, least), score, t: score.duration, look }));
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
    const { trace, shape } = traceOf(deep);
    const placement = place(shape, size);
    const score = buildScore(shape);
    const column = placement.columns[3]!;
    const negative = Array.from({ length: 8 }, (_, unit) => unit).filter((unit) => at(trace.layers[2]!.a, 0, unit) < 0);
    const minuses = (zoom: number) =>
      frameAt({ trace, placement, score, t: score.duration, look: { ...plainLook, zoom } }).marks.flatMap((mark) =>
        mark.kind === 'line' && mark.points[1] === mark.points[3] && (mark.points[0]! + mark.points[2]!) / 2 === column.x
          ? [mark.points[1]]
          : [],
      );
    expect(negative.length).toBeGreaterThan(0);
    expect(minuses(1)).toEqual(negative.map((unit) => column.y[unit]));
    expect(minuses(3)).toEqual([]);
  });

  test('F12 reduced motion shows what has begun as done', () => {
    const { frame, score } = stageOf('article');
    const index = score.at(9).index;
    const rest = score.restAt(index);
    const before = score.restAt(index - 1);
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
