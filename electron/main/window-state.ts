/** Where the window was, and where it may be put again: a display may be gone, or smaller than it was. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

export const least = { width: 800, height: 560 };
const usual = { width: 1360, height: 860 };

const isRectangle = (value: unknown): value is Rectangle => {
  const fields = (value ?? {}) as Partial<Record<string, unknown>>;
  return ['x', 'y', 'width', 'height'].every((name) => Number.isSafeInteger(fields[name]));
};

/** What was kept, or undefined where it is missing or broken: a window must open in any case. */
export const readState = (text: string): WindowState | undefined => {
  try {
    const value = JSON.parse(text) as { bounds?: unknown; maximized?: unknown } | null;
    return value && isRectangle(value.bounds) ? { bounds: value.bounds, maximized: value.maximized === true } : undefined;
  } catch {
    return undefined;
  }
};

const within = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * The window's place on the displays there are (their work areas, the main one first): whole on the display that it was
 * on for the most part, or in the middle of the main one when that display is gone; never smaller than a window may be, whatever was kept.
 */
export const clamp = (kept: Rectangle | undefined, areas: readonly Rectangle[]): Rectangle => {
  const main = areas[0] ?? { x: 0, y: 0, ...usual };
  const there = kept && areas.filter((area) => overlap(kept, area) > 0).sort((a, b) => overlap(kept, b) - overlap(kept, a))[0];
  const area = there ?? main;
  const wanted = kept ?? usual;
  const width = within(wanted.width, Math.min(least.width, area.width), area.width);
  const height = within(wanted.height, Math.min(least.height, area.height), area.height);
  const [right, bottom] = [area.x + area.width - width, area.y + area.height - height];
  return kept && there
    ? { x: within(kept.x, area.x, right), y: within(kept.y, area.y, bottom), width, height }
    : { x: Math.floor((area.x + right) / 2), y: Math.floor((area.y + bottom) / 2), width, height };
};

/** How far a window manager's frame may put a window from where it was asked for, in pixels. */
const mostFrame = 64;

/**
 * What the system adds to the place that a window asks for. Under X11 a window asks for the place of its frame and names that of what is
 * within: kept as it is, it would stand a title bar lower at each start. Whatever else moved it is no frame.
 */
export const shiftOf = (asked: Rectangle, got: Rectangle): { readonly x: number; readonly y: number } => {
  const [x, y] = [got.x - asked.x, got.y - asked.y];
  return x >= 0 && y >= 0 && x <= mostFrame && y <= mostFrame ? { x, y } : { x: 0, y: 0 };
};
