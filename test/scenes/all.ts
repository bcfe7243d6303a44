import type { SceneFile } from './scene.ts';

/** Every scene by its name, which is its file's. */
const files = import.meta.glob<{ default: SceneFile }>('./*.scene.ts', { eager: true });
export const scenes: ReadonlyMap<string, SceneFile> = new Map(
  Object.entries(files).map(([path, file]) => [path.replace(/^\.\/|\.scene\.ts$/gu, ''), file.default]),
);
