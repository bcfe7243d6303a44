import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, mergeConfig, type Plugin } from 'vite';
import page from './vite.config.ts';

/** The app's page: what every page is, and installable, with a service worker that keeps its files. */
const icons = ['icon-512.png', 'icon.svg'];
const worker = 'service-worker.js';
const manifest = {
  name: 'Retrograd',
  short_name: 'Retrograd',
  lang: 'es',
  description: 'Así aprende una red neuronal, paso a paso.',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#2166ac',
  icons: [
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
};
/** Built after the page, of the same sources. */
const later = ['small/index.html'];

const offline: Plugin = {
  name: 'offline',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'offline/entry-service-worker.ts', fileName: worker });
    this.emitFile({ type: 'asset', fileName: 'retrograd.webmanifest', source: JSON.stringify(manifest) });
    for (const icon of icons) this.emitFile({ type: 'asset', fileName: icon, source: readFileSync(`assets/icons/${icon}`) });
  },
  transformIndexHtml: () => [{ tag: 'link', attrs: { rel: 'manifest', href: 'retrograd.webmanifest' }, injectTo: 'head' }],
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const script = bundle[worker];
      if (script?.type !== 'chunk') throw new Error('the service worker is missing');
      const files = Object.values(bundle).filter(({ fileName }) => fileName !== worker && fileName !== 'index.html');
      const hash = createHash('sha256');
      for (const file of Object.values(bundle)) hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
      const kept = ['./', ...files.map(({ fileName }) => fileName), ...later];
      script.code = script.code
        .replaceAll(/\bpageFiles\b/g, JSON.stringify(kept))
        .replaceAll(/\bpageVersion\b/g, JSON.stringify(hash.digest('hex').slice(0, 16)));
    },
  },
};

export default mergeConfig(page, defineConfig({ plugins: [offline] }));
