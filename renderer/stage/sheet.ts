import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, type VertexFormat } from 'pixi.js';

interface Field {
  readonly format: VertexFormat;
  /** Offset in bytes. */
  readonly offset: number;
}

interface SheetOptions {
  readonly label: string;
  readonly vertex: string;
  readonly fragment: string;
  /** Bytes per vertex. */
  readonly stride: number;
  readonly fields: Readonly<Record<string, Field>>;
  readonly resources?: Record<string, unknown>;
}

/** Room for this many quads to begin with; it doubles when a frame needs more. */
const firstRoom = 256;

/**
 * Thousands of quads in one draw call: one interleaved vertex buffer, four vertices a quad.
 * `floats` and `words` are two views of the same memory: positions go into the one, colours into the other.
 */
export class Sheet {
  floats!: Float32Array;
  words!: Uint32Array;
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #stride: number;
  readonly #vertices: Buffer;
  readonly #indices: Buffer;
  #room = 0;

  constructor({ label, vertex, fragment, stride, fields, resources = {} }: SheetOptions) {
    this.#stride = stride;
    this.#vertices = new Buffer({ data: new Float32Array(0), usage: BufferUsage.VERTEX | BufferUsage.COPY_DST, label });
    this.#indices = new Buffer({ data: new Uint32Array(0), usage: BufferUsage.INDEX | BufferUsage.COPY_DST, label });
    const attributes = Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, { buffer: this.#vertices, stride, ...field }]),
    );
    const geometry = new Geometry({ attributes, indexBuffer: this.#indices, topology: 'triangle-list' });
    const shader = new Shader({ glProgram: GlProgram.from({ vertex, fragment, name: label }), resources });
    this.mesh = new Mesh({ geometry, shader });
    this.reserve(firstRoom);
  }

  /** Makes room for `quads`; what was written before is lost where it has to grow. */
  reserve(quads: number): void {
    if (quads <= this.#room) return;
    this.#room = Math.max(quads, 2 * this.#room);
    this.floats = new Float32Array(this.#room * this.#stride);
    this.words = new Uint32Array(this.floats.buffer);
    this.#vertices.data = this.floats;
    const indices = new Uint32Array(6 * this.#room);
    for (let quad = 0, i = 0; quad < this.#room; quad++) {
      const v = 4 * quad;
      indices[i++] = v;
      indices[i++] = v + 1;
      indices[i++] = v + 2;
      indices[i++] = v + 1;
      indices[i++] = v + 3;
      indices[i++] = v + 2;
    }
    this.#indices.data = indices;
  }

  /** Shows the first `quads`. */
  show(quads: number): void {
    this.mesh.visible = quads > 0;
    this.mesh.geometry.indexCount = 6 * quads;
  }

  /** Hands what was written of the first `quads` to the graphics card. */
  upload(quads: number): void {
    if (quads > 0) this.#vertices.update(4 * quads * this.#stride);
  }

  destroy(): void {
    const { geometry, shader } = this.mesh;
    this.mesh.destroy();
    geometry.destroy(true);
    shader?.destroy();
  }
}

/** 0xRRGGBB and an alpha as four bytes in the order in which the graphics card reads them. */
export const rgba = (colour: number, alpha: number): number =>
  (((colour >> 16) & 255) | (colour & 0xff00) | ((colour & 255) << 16) | (Math.round(Math.min(Math.max(alpha, 0), 1) * 255) << 24)) >>> 0;
