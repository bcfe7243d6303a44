import type { App } from '#renderer/model/app.svelte.ts';
import { Practice } from './practice.svelte.ts';

/** Seeds that are easily said to a class. */
const mostSeed = 999;

/** Begins a sitting of calculations by hand over what is open. Settles once the first question is put. */
export const practise = async (app: App): Promise<void> => {
  if (app.practice) return;
  const practice = new Practice(app, 1 + Math.floor(Math.random() * mostSeed));
  app.practice = practice;
  await practice.begin();
};
