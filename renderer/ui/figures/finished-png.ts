import { withSize } from '#renderer/export/png-size.ts';

/** What a single picture's PNG says besides its pixels, of the window and of the command line alike: how large it is printed. */
export const finishedPng = (png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> => withSize(png, dpi);
