import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    // Tests run in Node, where the plugin would compile runes for server rendering: they would not react.
    svelte({ configFile: false, dynamicCompileOptions: () => ({ generate: 'client' }) }),
  ],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  ssr: { noExternal: ['svelte'], resolve: { conditions: ['browser', 'module', 'import', 'default'] } },
  test: {
    environment: 'node',
    testTimeout: 60_000,
    // A busy machine may keep a worker's answer for a while.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      // Files share their worker's modules: most of a short file's time would be to load them anew.
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          setupFiles: ['test/put-back.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/packaging/**'],
        },
      },
      // Packs what was built: it needs a build, which the others do not.
      { extends: true, test: { name: 'packaging', include: ['test/packaging/*.test.ts'] } },
    ],
  },
});
