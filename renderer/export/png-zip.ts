import { strToU8, Zip, ZipPassThrough } from 'fflate';
import { frameFile, framesJson, type FramesHeader } from './frames-json.ts';
import type { FrameNote } from './sink.ts';

/** A zip writes the fields of the local date, so this gives the same bytes in every time zone. It knows nothing before 1980. */
const noTime = (): Date => new Date(1980, 0, 1);

/** PNG files and `frames.json` in a zip. Stored, not deflated: PNG is deflated already. The same frames give the same bytes. */
export class PngZip {
  readonly #chunks: Uint8Array[] = [];
  readonly #notes: (FrameNote | undefined)[] = [];
  readonly #zip: Zip;
  /** Bytes so far. */
  size = 0;

  constructor(readonly header: FramesHeader) {
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#chunks.push(chunk);
      this.size += chunk.byteLength;
    });
  }

  add(png: Uint8Array<ArrayBuffer>, note: FrameNote | undefined): void {
    this.#store(frameFile(this.header.name, this.#notes.length), png);
    this.#notes.push(note);
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#store('frames.json', strToU8(framesJson(this.header, this.#notes)));
    this.#zip.end();
    const file = new Uint8Array(this.size);
    let offset = 0;
    for (const chunk of this.#chunks) {
      file.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return file;
  }

  #store(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    const entry = new ZipPassThrough(name);
    entry.mtime = noTime();
    this.#zip.add(entry);
    entry.push(bytes, true);
  }
}
