import { readFileSync } from 'node:fs';
import { defineConfig, mergeConfig, type Plugin } from 'vite';
import page from './vite.config.ts';

/**
 * The whole app as one HTML file that needs nothing beside it: what the small file that people send each other is made of. It opens from a
 * disk, where no page may load a module, a worker or a font from another file.
 */

/** A thread as the page starts it, with a name of its own at most. */
const threads = /new Worker\(new URL\('([^']+)', import\.meta\.url\), \{ type: 'module'(?:, (name: '\w+'))? \}\)/g;

/** Workers are within the script. */
const inlineWorkers: Plugin = {
  name: 'inline-workers',
  enforce: 'pre',
  transform: (code, id) => {
    if (!id.includes('/renderer/')) return undefined;
    const imports: string[] = [];
    const inlined = code.replace(/\?worker'/g, "?worker&inline'").replace(threads, (_, file: string, named = '') => {
      const known = imports.indexOf(file);
      if (known < 0) imports.push(file);
      return `new InlineWorker${known < 0 ? imports.length - 1 : known}({ ${named} })`;
    });
    const own = imports.map((file, number) => `import InlineWorker${number} from '${file}?worker&inline';`);
    return inlined === code ? undefined : own.join('') + inlined;
  },
};

/** Whatever else an address may not hold is taken as it is meant; these letters would be lost, or end it. */
const asAddress = (text: string): string => text.replace(/[%#\t\n\r]|^ +| +$/g, encodeURIComponent);

/** Texts stay texts, which pack to a fraction of what base64 does. */
const texts: Plugin = {
  name: 'texts',
  enforce: 'pre',
  load: (id) => {
    const [, file] = /^(.*\.(?:json|md|py|csv))\?url$/.exec(id) ?? [];
    return file && `export default ${JSON.stringify(`data:text/plain;charset=utf-8,${asAddress(readFileSync(file, 'utf8'))}`)}`;
  },
};

/** What sets formulas as outlines weighs a quarter of all. */
const withoutOutlines: Plugin = {
  name: 'without-outlines',
  enforce: 'pre',
  load: (id) => (id.endsWith('/figures/formulas/outlines.ts') ? 'export const outlines = undefined;' : undefined),
};

/** A script must not hold what ends it. */
const harmless = (script: string): string => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

/** Nothing from elsewhere, and nothing to elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  'img-src blob: data:',
  'font-src data:',
  'worker-src blob:',
  'connect-src blob: data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const oneFile: Plugin = {
  name: 'one-file',
  enforce: 'post',
  generateBundle: (_, bundle) => {
    const all = Object.values(bundle);
    const html = all.find((one) => one.type === 'asset' && one.fileName.endsWith('.html'));
    const script = all.find((one) => one.type === 'chunk' && one.isEntry);
    if (html?.type !== 'asset' || script?.type !== 'chunk') throw new Error('the page is missing');
    const styles = all.flatMap((one) => (one.type === 'asset' && one.fileName.endsWith('.css') ? [String(one.source)] : []));
    // Nothing is fetched ahead: it is all here.
    const code = script.code.replaceAll('__VITE_PRELOAD__', 'void 0');
    // The marks tell the page what was in its file, so that it can make another like it.
    html.source = [
      '<!doctype html><html lang="es"><head><meta charset="utf-8" data-own />',
      `<meta http-equiv="Content-Security-Policy" content="${policy}" data-own />`,
      '<meta name="viewport" content="width=device-width, initial-scale=1" data-own /><meta name="color-scheme" content="light dark" data-own />',
      `<title data-own>Retrograd</title><style data-own>${styles.join('\n')}</style></head>`,
      `<body><div id="app"></div><!--carried--><script type="module" data-own>${harmless(code)}</script></body></html>\n`,
    ].join('\n');
    for (const name of Object.keys(bundle)) if (bundle[name] !== html) Reflect.deleteProperty(bundle, name);
  },
};

export default mergeConfig(
  page,
  defineConfig({
    plugins: [inlineWorkers, texts, withoutOutlines, oneFile],
    // A page of a disk starts no worker that is a module.
    worker: { format: 'iife' },
    build: {
      assetsInlineLimit: Infinity,
      cssCodeSplit: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  }),
);
