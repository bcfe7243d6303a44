import type { OpenedFile } from '#core/protocol/host.ts';

/** The element of a small file that holds its document, as base64. */
const id = 'carried';

/** Whether this page came with a document: it is a file that somebody sent. */
export const isCarrying = (): boolean => document.getElementById(id) !== null;

/** The document that this page came with. */
export const carriedHere = (): OpenedFile | undefined => {
  const held = document.getElementById(id);
  return held
    ? {
        name: `${held.dataset['name'] ?? 'Retrograd'}.retrograd`,
        bytes: Uint8Array.from(atob(held.textContent.trim()), (letter) => letter.charCodeAt(0)),
      }
    : undefined;
};

/** Where a page's file has room for a document. */
const room = '<!--carried-->';

/** The page as one file, without a document. Rejects where the program came without it. */
export const smallPage = async (): Promise<string> => {
  if (isCarrying()) return ownPage();
  const response = await fetch(new URL('small/index.html', document.baseURI));
  const page = response.ok ? await response.text() : '';
  if (!page.includes(room)) throw new Error('the small page is missing');
  return page;
};

/** The file that this page was read from, without its document: a page of a disk cannot read a file, its own included. */
const ownPage = (): string => {
  const own = (part: Element): string => Array.from(part.querySelectorAll('[data-own]'), (element) => element.outerHTML).join('');
  return `<!doctype html><html lang="es"><head>${own(document.head)}</head><body><div id="app"></div>${room}${own(document.body)}</body></html>\n`;
};

/** A page's file with a document in it. */
export const withDocument = (page: string, name: string, bytes: Uint8Array): string => {
  const held = document.createElement('script');
  held.type = 'application/octet-stream';
  held.id = id;
  held.dataset['name'] = name;
  held.textContent = base64(bytes);
  const [before, after] = page.split(room, 2);
  return before + held.outerHTML + after;
};

const base64 = (bytes: Uint8Array): string => {
  const piece = 1 << 15;
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
};
