import { accountOf } from '#core/account/account.ts';
import { stateAt, type Place, type Span } from '#core/account/place.ts';
import { programOf } from '#core/account/program.ts';
import { activationFacts } from '#core/math/activation.ts';
import { countWriter, subscript } from '#core/words/number.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { Pen, textWidth } from '#renderer/picture/pen.ts';
import { plainFrame } from '#renderer/picture/plain-frame.ts';
import type { Palette } from '#renderer/picture/palette.ts';
import { layoutOf, letterIn, roomOf, type GraphLayout } from '#renderer/ui/views/graph/graph-layout.ts';
import { operationsOf } from '#renderer/ui/views/graph/operations.ts';
import { graphOf, stagesOf, unitDrawn, type GraphNode, type UnitGraph } from '#renderer/ui/views/graph/unit-graph.ts';
import { ViewTarget } from '#renderer/ui/views/view-target.svelte.ts';
import type { Figure } from '#renderer/ui/figures/figure.ts';
import { hueOf } from '#renderer/ui/figures/hues.ts';
import { keyOf } from '#renderer/ui/figures/key.ts';
import { momentOf } from '#renderer/ui/figures/moment.ts';

/** One unit's computation graph, with values over the arrows and derivatives under them, as far as the step has come. */
export const graphFigure = (app: App): Figure | undefined => {
  const { trace, layers, selected } = new ViewTarget(() => app);
  const { spec } = app.run;
  const { shown, timeline } = app.playhead;
  if (!trace || !spec || !shown || !timeline) return undefined;
  const place = timeline.positionOf(timeline.at(shown.t).index);
  const account = accountOf(programOf(spec), trace, place, { mistake: app.mistakes.told(), covers: app.covers });
  const drawn = unitDrawn(trace, selected, undefined);
  const unitLayer = trace.layers[drawn.layer - 1]!;
  const stages = stagesOf(unitLayer);
  const kept = selected?.kind === 'weight' ? selected.from : undefined;
  const { words, number, locale } = app.preferences;
  const { target } = words.inspector;
  const telling: Telling = {
    place,
    number,
    activation: activationFacts[layers[drawn.layer - 1]!.activation].symbol,
    more: (rest) => words.views.graph.more(countWriter(locale)(rest)),
    next: words.views.graph.next(drawn.layer + 1),
  };
  return {
    name: words.figure.files.graph,
    title: `${words.views.graph.title}: ${drawn.layer === layers.length ? target.output(drawn.unit + 1) : target.hidden(drawn.unit + 1, drawn.layer)}`,
    note: momentOf(app, trace),
    tikz: true,
    draw: ({ width, height, letter, palette, legend }) => {
      const pen = new Pen();
      const { value, adjoint, local } = words.views.graph.legend;
      const key = keyOf(legend ? [value, adjoint, local] : [], width, letter, 1);
      const size = { width: width - letter, height: height - key.height - 0.5 * letter };
      const needs = { layer: drawn.layer, inputs: unitLayer.W.rows, stages: stages.length, skip: unitLayer.branch !== undefined };
      // Where it would be too wide its letters are a little smaller, as on screen.
      const own = Math.min(letter, letterIn(stages.length, size.width, size.height, letter));
      const room = roomOf(needs, size.width, size.height, own);
      const graph = graphOf(account, drawn, { most: room.products, kept });
      new Sketch(pen, graph, layoutOf(graph, room, size, own), own, palette, telling).draw(room.stacked);
      key.draw(pen, height - key.height, palette, (index, x, y) =>
        pen.dot(x + 0.4 * letter, y, 0.32 * letter, hueOf((['forward', 'backward', 'gradient'] as const)[index]!, palette.theme)),
      );
      return plainFrame({ width, height, background: palette.background }, pen);
    },
    table: () => [
      ['operation', 'layer', 'unit', 'from', 'value', 'derivative of the loss', 'local derivatives'],
      ...operationsOf(account, drawn).map(({ kind, layer, unit, from, value, adjoint, locals }) => [
        ...[kind, layer, unit + 1, from === undefined ? undefined : from + 1, value, adjoint],
        locals.map(({ by, value: slope }) => `${by}: ${slope}`).join('; '),
      ]),
    ],
  };
};

interface Telling {
  readonly place: Place;
  readonly number: (value: number) => string;
  readonly activation: string;
  readonly more: (rest: number) => string;
  readonly next: string;
}

const glyphs: Partial<Record<GraphNode['kind'], string>> = {
  product: '×',
  sum: 'Σ',
  normalization: 'N',
  activation: 'f',
  dropout: '×',
  residual: '+',
  loss: 'L',
};

/** Draws a graph that was laid out, over where it stands in the step. */
class Sketch {
  constructor(
    readonly pen: Pen,
    readonly graph: UnitGraph,
    readonly layout: GraphLayout,
    readonly letter: number,
    readonly palette: Palette,
    readonly telling: Telling,
  ) {}

  draw(stacked: boolean): void {
    const { graph } = this;
    graph.wires.forEach((_, index) => this.#wire(index, stacked));
    for (const node of graph.nodes) this.#node(node, stacked);
  }

  #reached = (span: Span | undefined): boolean => span !== undefined && stateAt(this.telling.place, span) !== 'later';

  #wire(index: number, stacked: boolean): void {
    const { pen, letter, palette } = this;
    const { from, symbol, value, adjoint, local, recorded, replayed } = this.graph.wires[index]!;
    const { points, x, y, tip, start } = this.layout.wires[index]!;
    const [forward, back] = [this.#reached(recorded), adjoint !== undefined && this.#reached(replayed)];
    const hue = (phase: 'forward' | 'backward' | 'gradient') => hueOf(phase, palette.theme);
    const colour = back ? hue('backward') : forward ? hue('forward') : palette.rule;
    pen.line(points, colour, (forward ? 0.12 : 0.08) * letter, forward ? {} : { dash: [0.2 * letter, 0.3 * letter] });
    this.#arrow(tip, forward ? hue('forward') : palette.rule);
    if (back) this.#arrow([...start, 180], hue('backward'));
    const { number } = this.telling;
    const ground = { behind: palette.background, tabular: true } as const;
    const line = 1.1 * letter;
    if (forward && value !== undefined) {
      const told = symbol && !stacked ? `${symbol} = ${number(value)}` : number(value);
      pen.text(x, y - 0.7 * letter, told, letter, hue('forward'), { ...ground, align: 'centre' });
      if (symbol && stacked) pen.text(start[0] + 0.3 * letter, y - 0.7 * letter - line, symbol, letter, hue('forward'), ground);
    }
    if (!back || adjoint === undefined) return;
    const long = from === 'bias' || from === 'skip';
    const under = y + 0.75 * letter;
    const slope = local === undefined ? '' : `×${local < 0 && (long || !stacked) ? `(${number(local)})` : number(local)}`;
    if (stacked && !long) {
      pen.text(x, under, number(adjoint), letter, hue('backward'), { ...ground, align: 'centre' });
      if (slope !== '') pen.text(x, under + line, slope, letter, hue('gradient'), { ...ground, align: 'centre' });
      return;
    }
    // Side by side, each in its own hue: what is one text on screen are two.
    const told = number(adjoint);
    const [wide, gap] = [textWidth(told, letter), 0.5 * letter];
    const whole = wide + (slope === '' ? 0 : gap + textWidth(slope, letter));
    const left = long ? start[0] + 0.7 * letter : x - whole / 2;
    pen.text(left, under, told, letter, hue('backward'), ground);
    if (slope !== '') pen.text(left + wide + gap, under, slope, letter, hue('gradient'), ground);
  }

  #arrow([x, y, angle]: readonly [x: number, y: number, angle: number], colour: number): void {
    const { letter } = this;
    const turn = (angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const at = (along: number, aside: number) => [x + along * cos - aside * sin, y + along * sin + aside * cos];
    this.pen.area([...at(0, 0), ...at(-0.55 * letter, -0.3 * letter), ...at(-0.55 * letter, 0.3 * letter)], colour);
  }

  #node(node: GraphNode, stacked: boolean): void {
    const { pen, letter, palette, layout, graph, telling } = this;
    const { id, kind } = node;
    const { x, y, reach } = layout.nodes.get(id)!;
    const lossThere = graph.loss !== undefined && this.#reached(graph.loss.recorded);
    const wire = graph.wires.find((one) => (kind === 'next' ? one.to : one.from) === id);
    const isThere = kind === 'loss' ? lossThere : wire !== undefined && this.#reached(wire.recorded);
    const outline = isThere ? palette.soft : palette.rule;
    const ink = isThere ? palette.ink : palette.soft;
    const box = (high: number, radius: number): void =>
      pen.rect(x - reach, y - high, 2 * reach, 2 * high, palette.panel, { radius, outline, outlineWidth: 0.09 * letter });
    const write = (text: string, size = letter, colour = ink, up = 0): void =>
      pen.text(x, y - up, text, size, colour, { align: 'centre', behind: palette.background });
    const glyph = glyphs[kind];
    if (glyph === undefined) {
      if (node.target) box(0.95 * letter, 0.4 * letter);
      else box(0.8 * letter, 0.8 * letter);
      const told = node.target ? this.#symbol(node) : kind === 'rest' ? telling.more(graph.rest!.count) : telling.next;
      pen.text(x, y, told, letter, ink, { align: 'centre' });
      return;
    }
    const { radius } = layout;
    pen.rect(x - radius, y - radius, 2 * radius, 2 * radius, palette.panel, { radius, outline, outlineWidth: 0.09 * letter });
    pen.text(x, y, glyph, 1.15 * letter, ink, { align: 'centre' });
    if (kind === 'activation') write(telling.activation, letter, palette.soft, radius + (stacked ? 2.1 : 0.9) * letter);
    const { value, adjoint } = graph.loss ?? {};
    if (kind !== 'loss' || !lossThere || value === undefined) return;
    write(telling.number(value), letter, hueOf('forward', palette.theme), radius + 0.75 * letter);
    if (adjoint !== undefined) write(telling.number(adjoint), letter, hueOf('backward', palette.theme), -radius - 0.8 * letter);
  }

  /** Both numbers of a weight where they fit. */
  #symbol({ kind, from = 0 }: GraphNode): string {
    const { layer, unit } = this.graph;
    if (kind === 'bias') return `b${subscript(unit + 1)}`;
    if (kind !== 'weight') return `${layer === 1 ? 'x' : 'a'}${subscript(from + 1)}`;
    const both = `${subscript(from + 1)},${subscript(unit + 1)}`;
    return `w${both.length <= 4 ? both : subscript(from + 1)}`;
  }
}
