import { zoomRange, type Camera } from '#core/view/place.ts';

/** Which part of the stage is looked at. A stage point p is drawn at p * zoom + (x, y), in CSS pixels. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The whole stage, as it is placed. */
export const wholeView: View = { x: 0, y: 0, zoom: 1 };

/** What a camera sees of a stage of this size; all of it without one. */
export const viewOf = (camera: Camera | undefined, size: Size): View => {
  if (!camera) return wholeView;
  const { zoom, x, y } = camera;
  return clampView({ x: size.width * (0.5 - x * zoom), y: size.height * (0.5 - y * zoom), zoom }, size);
};

export const cameraOf = ({ x, y, zoom }: View, { width, height }: Size): Camera => ({
  zoom,
  x: (0.5 - x / width) / zoom,
  y: (0.5 - y / height) / zoom,
});

/** From a point on screen (CSS pixels from the canvas's corner) to the stage. */
export const toStage = (view: View, x: number, y: number): Point => ({
  x: (x - view.x) / view.zoom,
  y: (y - view.y) / view.zoom,
});

/** What two fingers do to it: zooms by `factor` and moves by screen pixels, so that the stage point under `at` comes to stand there. */
export const pinched = (
  view: View,
  size: Size,
  { at, by, factor }: { readonly at: Point; readonly by: Point; readonly factor: number },
): View => {
  const zoom = Math.min(Math.max(view.zoom * factor, zoomRange.min), zoomRange.max);
  const held = toStage(view, at.x, at.y);
  return clampView({ x: at.x + by.x - held.x * zoom, y: at.y + by.y - held.y * zoom, zoom }, size);
};

/** Zooms by `factor` so that the stage point under (x, y) stays under it. */
export const zoomAt = (view: View, size: Size, x: number, y: number, factor: number): View =>
  pinched(view, size, { at: { x, y }, by: { x: 0, y: 0 }, factor });

/** Moves by screen pixels. */
export const panBy = (view: View, size: Size, dx: number, dy: number): View =>
  pinched(view, size, { at: { x: 0, y: 0 }, by: { x: dx, y: dy }, factor: 1 });

/** Keeps the stage covering the canvas: nothing can be dragged out of sight. */
export const clampView = ({ x, y, zoom }: View, { width, height }: Size): View => {
  const bounded = Math.min(Math.max(zoom, zoomRange.min), zoomRange.max);
  return { x: clampTo(x, width * (1 - bounded)), y: clampTo(y, height * (1 - bounded)), zoom: bounded };
};

/** Between `least` (negative or 0) and 0; never minus zero. */
const clampTo = (value: number, least: number): number => Math.min(Math.max(value, least), 0) + 0;

/** Brings a rectangle of the stage into view, as large as fits with a margin around it. */
export const fit = (
  area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: Size,
  margin = 24,
): View => {
  const zoom = Math.min((size.width - 2 * margin) / area.width, (size.height - 2 * margin) / area.height, zoomRange.max);
  const bounded = Math.max(zoom, zoomRange.min);
  const x = size.width / 2 - (area.x + area.width / 2) * bounded;
  const y = size.height / 2 - (area.y + area.height / 2) * bounded;
  return clampView({ x, y, zoom: bounded }, size);
};
