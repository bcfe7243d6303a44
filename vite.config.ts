import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { licences } from './electron/launch/licences-plugin.mjs';

/** KaTeX names each font in three formats; whatever runs this page takes the first, woff2, and the others weigh 800 kB. */
const woff2Only: Plugin = {
  name: 'woff2-only',
  enforce: 'pre',
  transform: (code, id) => (/katex.*\.css/.test(id) ? code.replace(/,\s*url\([^)]*\)\s*format\("(woff|truetype)"\)/g, '') : undefined),
};

/** Of MathJax's letters formulas need upright, italic and bold ones, and large signs: the other alphabets weigh 100 kB. */
const otherAlphabets =
  /mathjax-full\/js\/output\/svg\/fonts\/tex\/((?:bold-)?(?:double|fraktur|script|sans|mono|tex-cal|tex-math|tex-old)[\w-]*)\.js$/;
const fewAlphabets: Plugin = {
  name: 'few-alphabets',
  enforce: 'pre',
  load: (id) => {
    const name = otherAlphabets.exec(id)?.[1]?.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return name && `exports.${name} = {};`;
  },
};

const { plugin, within } = licences();

/** How a page is built: the app's, one static page for both hosts, and those of tests. Which there are stands in `electron/launch/parts.mjs`. */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: false }), woff2Only, fewAlphabets, plugin],
  worker: { format: 'es', plugins: () => [within] },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: fonts, and an inlined script would need its hash in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { bundlerTimings: false } },
    // The budget is kept on the gzipped sum, by the build script.
    chunkSizeWarningLimit: 2000,
  },
});
