import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { saveWhole, saveWholeNow, type FileToWrite } from '#core/disk/save-whole.ts';
import { soaked } from '#test/soak.ts';
import { failing, faults, type Fault } from './faults.ts';

const before = 'the old file';
const after = 'the new file, which is longer';
const bytes = new TextEncoder().encode(after);

/** What stands in the folder, and how it is saved over. */
interface Scene {
  readonly name: string;
  readonly old?: string;
  readonly link?: boolean;
  readonly options: Partial<FileToWrite>;
}
const scenes: readonly Scene[] = [
  { name: 'a new file', options: { backup: true } },
  { name: 'over a file', old: before, options: {} },
  { name: 'over a file, with a backup', old: before, options: { backup: true } },
  { name: 'through a link', old: before, link: true, options: { backup: true } },
  { name: 'over a protected file', old: before, options: { backup: true, overReadOnly: true } },
];

const inScene = async (scene: Scene, save: (file: string, folder: string) => Promise<void>): Promise<void> => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'retrograd-faults-'));
  try {
    const file = path.join(folder, 'run.json');
    if (scene.old !== undefined) fs.writeFileSync(file, scene.old, { mode: scene.options.overReadOnly ? 0o444 : 0o644 });
    if (scene.link) fs.symlinkSync('run.json', path.join(folder, 'link'));
    await save(path.join(folder, scene.link ? 'link' : 'run.json'), folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};

const contentOf = (file: string): string | undefined => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined);

interface Try {
  readonly scene: Scene;
  readonly n: number;
  readonly fault: Fault;
}

/** Every operation of every scene with every fault, in an order of which any beginning has something of all. */
const tries = async (): Promise<readonly Try[]> => {
  const all: Try[] = [];
  for (const scene of scenes) {
    await inScene(scene, async (file) => {
      const { does, count } = failing(0, 'EIO');
      expect(await saveWhole({ file, ...scene.options }, bytes, does)).toEqual({ ok: true });
      expect(count(), scene.name).toBeGreaterThan(10);
      for (let n = 1; n <= count(); n++) for (const fault of faults) all.push({ scene, n, fault });
    });
  }
  const stride = 7919;
  expect(all.length % stride).not.toBe(0);
  return all.map((_, index) => all[(index * stride) % all.length]!);
};

test('whatever happens to whichever operation, the file is the old one or the new one', async () => {
  const all = await tries();
  const wanted = soaked(500);
  for (let index = 0; index < wanted; index++) {
    const { scene, n, fault } = all[index % all.length]!;
    const told = `${scene.name}, operation ${n}: ${fault}`;
    await inScene(scene, async (file, folder) => {
      const to = { file, ...scene.options };
      const { does } = failing(n, fault);
      const done = index % 2 === 0 ? await saveWhole(to, bytes, does) : saveWholeNow(to, bytes, does);
      const target = path.join(folder, 'run.json');
      if (fault !== 'killed') expect(contentOf(target), told).toBe(done.ok ? after : scene.old);
      else expect([scene.old, after], told).toContain(contentOf(target));
      if (fault === 'short') expect(done, told).toEqual({ ok: true });
      // A backup is whole too.
      expect([undefined, before, after], told).toContain(contentOf(`${target}.bak`));
      if (fault !== 'killed') expect(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp')), told).toEqual([]); // prettier-ignore
      // Nothing of it is in the way of the next.
      expect(await saveWhole(to, bytes), told).toEqual({ ok: true });
      expect(contentOf(target), told).toBe(after);
    });
  }
});
