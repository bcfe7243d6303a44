import { UniformGroup } from 'pixi.js';

/** A point of a relief: x and y from 0 to 1 across its ground, z from 0 to 1 up. */
export type Point3 = readonly [number, number, number];

/** Height of the relief as a share of its ground's side. */
const tall = 0.62;
/** Size of the ground's side as a share of the canvas's smaller side. */
export const fill = 0.68;

/** How the relief is turned: radians about the upright axis, and how far it is seen from above (π/2 is straight down). */
export interface Turn {
  readonly around: number;
  readonly above: number;
}

/** What every shader of the relief needs to place a point. */
export const createCamera = () =>
  new UniformGroup({
    uTurn: { value: new Float32Array(4), type: 'vec4<f32>' },
    uScale: { value: new Float32Array(2), type: 'vec2<f32>' },
    uPixels: { value: new Float32Array(2), type: 'vec2<f32>' },
  });
export type Camera = ReturnType<typeof createCamera>;

/** GLSL: from a point of the relief to clip space, seen from infinitely far. */
export const placing = `
uniform vec4 uTurn;
uniform vec2 uScale;
uniform vec2 uPixels;
const float tall = ${tall};
vec4 placed(vec3 p) {
  vec3 q = vec3(p.xy - 0.5, (p.z - 0.5) * tall);
  vec2 r = vec2(q.x * uTurn.x - q.y * uTurn.y, q.x * uTurn.y + q.y * uTurn.x);
  float up = q.z * uTurn.z + r.y * uTurn.w;
  float away = r.y * uTurn.z - q.z * uTurn.w;
  return vec4(r.x * uScale.x, up * uScale.y, away * 0.5, 1.0);
}`;

/** The same in the program, for what is laid over the canvas: CSS pixels from its corner. */
export const placeOnScreen = ([x, y, z]: Point3, { around, above }: Turn, width: number, height: number): readonly [number, number] => {
  const q = [x - 0.5, y - 0.5, (z - 0.5) * tall] as const;
  const across = q[0] * Math.cos(around) - q[1] * Math.sin(around);
  const deep = q[0] * Math.sin(around) + q[1] * Math.cos(around);
  const up = q[2] * Math.cos(above) + deep * Math.sin(above);
  const scale = Math.min(width, height) * fill;
  return [width / 2 + across * scale, height / 2 - up * scale];
};
