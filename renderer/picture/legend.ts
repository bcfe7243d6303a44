import { coversAny, type Coverable } from '#core/account/cover.ts';
import type { Act } from './act.ts';
import { countStates, drawStateSign, layerStateNow } from '#renderer/picture/network/state-signs.ts';
import { countCuts, drawCutSign } from '#renderer/picture/network/cuts.ts';
import { pulseMost } from '#renderer/picture/network/edge-pulses.ts';
import { wayAlpha } from '#renderer/picture/network/edges.ts';
import { drawDashes, hasDashedRim } from '#renderer/picture/network/units.ts';
import { widestEdge, widthOf } from '#renderer/picture/network/edge-width.ts';
import { diverging } from './palette.ts';
import { textWidth, type Pen } from './pen.ts';
import type { LayerState, UnitState } from '#renderer/picture/network/states.ts';

/** What the colours, widths and signs mean, with their ends in numbers: in a second line where one is too short, and left out beyond that. */
export const drawLegend = (act: Act, pen: Pen): void => {
  const { placement, type } = act;
  const { x, y, width, height } = placement.legend;
  const rows: Item[][] = [[]];
  let left = 0;
  for (const item of items(act)) {
    if (left + item.width > width) {
      if (rows.push([]) > 2) break;
      left = 0;
    }
    rows.at(-1)!.push(item);
    left += item.width + gap * type;
  }
  const middle = y + height / 2;
  rows.slice(0, 2).forEach((row, r) => {
    let at = x;
    for (const item of row) {
      item.draw(pen, at, rows.length === 1 ? middle : middle + (r - 0.5) * 14 * type);
      at += item.width + gap * type;
    }
  });
};

const gap = 14;

interface Item {
  readonly width: number;
  draw(pen: Pen, x: number, y: number): void;
}

const items = (act: Act): Item[] => {
  const { scales, look, moment } = act;
  const phaseItem =
    moment.phase === 'backward'
      ? pulses(act, 'w · ∂L/∂z', scales.upstream, act.palette.upstream)
      : moment.phase === 'gradient' || moment.phase === 'optimise'
        ? band(
            act,
            act.account.samples > 1 ? `Σ ∂L/∂w · ${look.words.wholeBatch(`${act.account.samples}`)}` : '∂L/∂w',
            scales.gradient,
            act.palette.upstream,
          )
        : moment.phase === 'update'
          ? band(act, 'Δw', scales.delta, act.palette.positive)
          : pulses(act, 'w · a', scales.product, act.palette.positive);
  return [
    ...lost(act),
    ...colourBars(act),
    weights(act, look.scale === 'layer' ? undefined : scales.weight),
    phaseItem,
    ...way(act),
    ...cuts(act),
    ...states(act),
  ];
};

/** What the grey band means that shows how much of the way from what is chosen to the loss goes along an edge, while there is one. */
const way = ({ palette, type, look, focus, depth }: Act): Item[] => {
  const { selected } = look;
  if (!focus || !selected || selected.kind === 'loss' || selected.layer >= depth) return [];
  const size = 10.5 * type;
  return [
    {
      width: 30 * type + textWidth(look.words.way, size),
      draw: (pen, x, y) => {
        pen.area([x, y - type, x + 24 * type, y - 5 * type, x + 24 * type, y + 5 * type, x, y + type], palette.ink, wayAlpha);
        pen.text(x + 30 * type, y, look.words.way, size, palette.soft);
      },
    },
  ];
};

/** What the strokes across edges mean, while there are any. */
const cuts = (act: Act): Item[] => {
  const { palette, type, look, unit } = act;
  const count = countCuts(act);
  if (count === 0) return [];
  const size = 10.5 * type;
  const text = `${look.words.cut} (${count})`;
  return [
    {
      width: 14 * type + textWidth(text, size),
      draw: (pen, x, y) => {
        drawCutSign(act, pen, x + 5 * unit, y, [1, 0]);
        pen.text(x + 14 * type, y, text, size, palette.soft);
      },
    },
  ];
};

/** a is the fill and z the ring; where they share a scale they share its bar. */
const colourBars = (act: Act): Item[] => {
  const { activation, preActivation } = act.scales;
  if (activation === preActivation && !coversAny(act.look.cover ?? [], ['a', 'z'])) return [colourBar(act, ['a', 'z'], activation)];
  return [colourBar(act, ['a'], activation), colourBar(act, ['z'], preActivation)];
};

/** What pulses along edges are made of. */
const units = ['w', 'a', 'z', 'delta', 'blame'] as const;
/** The end of a scale, unless a question hides what is on it. */
const endOf = ({ look }: Act, most: number, names: readonly Coverable[]): string =>
  coversAny(look.cover ?? [], names) ? '' : `≤ ${look.number(most)}`;

/** The diverging scale with its ends. */
const colourBar = (act: Act, names: readonly ('a' | 'z')[], most: number): Item => {
  const { palette, type, look } = act;
  const size = 10.5 * type;
  const covered = coversAny(look.cover ?? [], names);
  const low = covered ? '−' : look.number(-most);
  const high = covered ? '+' : look.number(most);
  const bar = 46 * type;
  const icon = 24 * type * names.length;
  const lowWidth = textWidth(low, size);
  return {
    width: icon + lowWidth + bar + textWidth(high, size) + 10 * type,
    draw: (pen, x, y) => {
      const radius = 5 * type;
      const example = diverging(palette, 0.6 * most, most);
      names.forEach((name, i) => {
        const left = x + 24 * type * i;
        pen.disc({
          x: left + radius,
          y,
          radius,
          fill: name === 'z' ? palette.background : example,
          alpha: 1,
          outline: palette.soft,
          outlineWidth: type,
          ring: name === 'z' ? { colour: example, width: 2 * type } : undefined,
          halo: undefined,
        });
        pen.text(left + 2 * radius + 4 * type, y, name, 11.5 * type, palette.ink);
      });
      const start = x + icon + 4 * type + lowWidth;
      pen.text(start - 4 * type, y, low, size, palette.soft, { align: 'right', tabular: true });
      const steps = 24;
      for (let i = 0; i < steps; i++) {
        const value = ((i + 0.5) / steps) * 2 - 1;
        pen.rect(start + (bar * i) / steps, y - 4 * type, bar / steps + 0.5, 8 * type, diverging(palette, value, 1));
      }
      pen.text(start + bar + 4 * type, y, high, size, palette.soft, { tabular: true });
    },
  };
};

const weights = (act: Act, most: number | undefined): Item => {
  const { palette, type, unit } = act;
  const size = 10.5 * type;
  const positive = 'w > 0';
  const negative = 'w < 0';
  const end = most === undefined ? '' : endOf(act, most, ['w', 'w.after']);
  const line = 26 * type;
  const width = widestEdge(act);
  const step = line + textWidth(positive, size) + 10 * type;
  return {
    width: 2 * step + textWidth(end, size),
    draw: (pen, x, y) => {
      const thin = widthOf(act, 0.02, 1, width);
      for (let i = 0; i < 12; i++) {
        const piece = thin + ((width - thin) * i) / 11;
        pen.rect(x + (line * i) / 12, y - piece / 2, line / 12 + 0.5, piece, palette.positive);
      }
      pen.text(x + line + 4 * type, y, positive, size, palette.soft);
      for (let i = 0; i < 4; i++) {
        const piece = thin + ((width - thin) * (i + 1)) / 4;
        pen.rect(x + step + (line * i) / 4, y - piece / 2, 4.4 * unit, piece, palette.negative);
      }
      pen.text(x + step + line + 4 * type, y, negative, size, palette.soft);
      pen.text(x + 2 * step, y, end, size, palette.soft, { tabular: true });
    },
  };
};

const pulses = (act: Act, name: string, most: number, colour: number): Item => {
  const { palette, type } = act;
  const size = 10.5 * type;
  const end = endOf(act, most, units);
  const radius = Math.min(pulseMost(act), 7 * type);
  const signs = 4 * radius + 8 * type;
  return {
    width: signs + textWidth(`${name} ${end}`, size),
    draw: (pen, x, y) => {
      pen.dot(x + radius, y, radius, colour);
      pen.dot(x + 3 * radius + 3 * type, y, radius, colour === palette.positive ? palette.negative : colour);
      pen.dot(x + 3 * radius + 3 * type, y, radius * 0.62, palette.background);
      pen.text(x + signs, y, `${name} ${end}`, size, palette.soft, { tabular: true });
    },
  };
};

const band = (act: Act, name: string, most: number, colour: number): Item => {
  const { palette, type } = act;
  const size = 10.5 * type;
  const text = `${name} ${endOf(act, most, ['dw', 'w.after'])}`;
  return {
    width: 30 * type + textWidth(text, size),
    draw: (pen, x, y) => {
      pen.area([x, y - 0.5 * type, x + 24 * type, y - 5 * type, x + 24 * type, y + 5 * type, x, y + 0.5 * type], colour, 0.42);
      pen.text(x + 30 * type, y, text, size, palette.soft, { tabular: true });
    },
  };
};

/** What has no place on any scale is said, and in which colour it is drawn. */
const lost = (act: Act): Item[] => {
  const { palette, type, look, scales } = act;
  if (scales.notFinite === 0) return [];
  const size = 10.5 * type;
  const text = `${look.words.notFinite} (${scales.notFinite})`;
  return [
    {
      width: 14 * type + textWidth(text, size),
      draw: (pen, x, y) => {
        drawStateSign(act, pen, 'notFinite', x + 5 * type, y, 4.6 * type);
        pen.text(x + 14 * type, y, text, size, palette.soft);
      },
    },
  ];
};

/** The states that are on the picture now, each with its sign, its word and how many units, or layers, have it. */
const states = (act: Act): Item[] => {
  const { placement, palette, type, look } = act;
  if (look.difference) return [];
  const counts = new Map<Exclude<UnitState, 'notFinite'> | LayerState, number>();
  for (const { layer } of placement.columns.slice(1)) {
    const ailing = layerStateNow(act, layer);
    if (ailing) counts.set(ailing, (counts.get(ailing) ?? 0) + 1);
    // What is not finite has a place of its own.
    for (const [state, count] of countStates(act, layer)) if (state !== 'notFinite') counts.set(state, (counts.get(state) ?? 0) + count);
  }
  const size = 10.5 * type;
  return [...counts].map(([state, count]) => {
    const text = `${look.words[state]} (${count})`;
    return {
      width: 14 * type + textWidth(text, size),
      draw: (pen, x, y) => {
        if (state === 'silent' && placement.columns.some((column) => hasDashedRim(act, column)))
          drawDashes(act, pen, x + 5 * type, y, 5 * type);
        else drawStateSign(act, pen, state, x + 5 * type, y, 4.6 * type);
        pen.text(x + 14 * type, y, text, size, palette.soft);
      },
    };
  });
};
