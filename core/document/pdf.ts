/** What a PDF says of when it was made and changed: a date in as many digits as this. */
const dates = /\/(?:CreationDate|ModDate) \(D:(?=\d{14})/g;
const epoch = '20000101000000';

/** The same picture is the same file: a PDF by Chromium without the time at which it was made. */
export const undatedPdf = (pdf: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(pdf);
  // A letter a byte: places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(bytes);
  for (const { index, 0: head } of text.matchAll(dates)) {
    for (let i = 0; i < epoch.length; i++) bytes[index + head.length + i] = epoch.charCodeAt(i);
  }
  return bytes;
};
