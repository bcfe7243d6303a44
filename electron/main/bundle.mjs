import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The built page as an answer to a request: what `app://` gives in Electron and the local server gives to a browser.
 * Nothing outside the bundle's folder can be named.
 */

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
};

export const contentSecurityPolicy = [
  "default-src 'none'",
  // The training core writes a WebAssembly module for each run's shape; 'wasm-unsafe-eval' allows that and no script.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/**
 * The file of the bundle that a request path names, or undefined when it names none.
 * @param {string} root folder of the bundle
 * @param {string} pathname as it stands in the URL, escapes included
 */
export const fileOf = (root, pathname) => {
  let name;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const file = path.resolve(root, `.${name === '/' ? '/index.html' : name}`);
  const inside = path.relative(root, file);
  if (inside === '' || inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) return undefined;
  return file;
};

/**
 * @param {string} root folder of the bundle
 * @param {string} method
 * @param {string} pathname
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: Uint8Array<ArrayBuffer> }>}
 */
export const answer = async (root, method, pathname) => {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Method not allowed');
  const file = fileOf(path.resolve(root), pathname);
  const type = file && types[path.extname(file).toLowerCase()];
  if (!file || !type) return refusal(404, 'Not found');
  try {
    const body = new Uint8Array(await readFile(file));
    return { status: 200, headers: { ...headers, 'Content-Type': type, 'Content-Length': String(body.length) }, body };
  } catch {
    return refusal(404, 'Not found');
  }
};

/**
 * @param {number} status
 * @param {string} text
 */
const refusal = (status, text) => ({
  status,
  headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode(text),
});
