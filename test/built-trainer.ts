import path from 'node:path';
import { build } from 'vite';

/** The trainer's thread of Node, as one script. */
export const builtTrainer = async (): Promise<string> => {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: path.resolve('core/worker/entry-node.ts'),
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [one] = [made].flat();
  if (!one || !('output' in one)) throw new Error('the trainer was not bundled');
  return one.output[0].code;
};
