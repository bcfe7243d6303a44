import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { soaked } from '#test/soak.ts';

/** A process of its own that saves one of two contents after the other, until it is killed. */
const endless = `
import { saveWhole, saveWholeNow } from './saver.mjs';
const [file, size] = [process.argv[2], Number(process.argv[3])];
process.stdout.write('ready');
for (let turn = 0; ; turn++) {
  const bytes = Buffer.alloc(size, turn % 2 ? 'a' : 'b');
  const done = turn % 4 < 2 ? await saveWhole({ file, backup: true }, bytes) : saveWholeNow({ file, backup: true }, bytes);
  if (!done.ok) process.exit(3);
}
`;

const folder = fs.mkdtempSync(path.join(tmpdir(), 'retrograd-kills-'));
const script = path.join(folder, 'endless.mjs');
const file = path.join(folder, 'run.json');
const size = 2 << 20;

beforeAll(async () => {
  const entry = path.resolve('core/disk/save-whole.ts');
  const made = await build({ configFile: false, logLevel: 'silent', build: { ssr: entry, write: false, target: 'node20', minify: false } });
  const [one] = [made].flat();
  if (!one || !('output' in one)) throw new Error('the saver was not bundled');
  fs.writeFileSync(path.join(folder, 'saver.mjs'), one.output[0].code);
  fs.writeFileSync(script, endless);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const saver = async (): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [script, file, String(size)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  return child;
};

/** One letter, all over. */
const isWhole = (of: string): boolean => {
  const bytes = fs.readFileSync(of);
  return bytes.length === size && bytes.equals(Buffer.alloc(size, bytes[0]));
};

test('a saving that is killed at any moment tears no file, and its leftovers are gone after the next', async () => {
  const kills = soaked(200);
  let torn = 0;
  /** Kills that met a saving in the middle. */
  let met = 0;
  for (let kill = 0; kill < kills; kill++) {
    const child = await saver();
    // Moments that lie all over a saving, which takes a few milliseconds.
    await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 40));
    child.kill('SIGKILL');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    for (const one of [file, `${file}.bak`]) if (fs.existsSync(one) && !isWhole(one)) torn++;
    const leftovers = fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'));
    // What earlier ones left was cleared away by this one.
    expect(leftovers.length).toBeLessThanOrEqual(2);
    if (leftovers.length > 0) met++;
  }
  expect(torn).toBe(0);
  expect(met).toBeGreaterThan(kills / 10);
}, 300_000);
