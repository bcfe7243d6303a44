import { joined, pngChunk } from '#renderer/picture/svg/png.ts';

/** Signature and the chunk IHDR. */
const head = 33;
const metresPerInch = 0.0254;

/** A PNG that says how large it is printed (pHYs): pixels for a metre, rounded as the format asks. */
export const withSize = (png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> => {
  const content = new Uint8Array(9);
  const view = new DataView(content.buffer);
  const perMetre = Math.round(dpi / metresPerInch);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  content[8] = 1;
  return joined([png.subarray(0, head), pngChunk('pHYs', content), png.subarray(head)]);
};
