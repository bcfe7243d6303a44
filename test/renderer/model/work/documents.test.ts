import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { FailureError } from '#core/contract/failure.ts';
import { seconds, step } from '#core/contract/units.ts';
import { readDocumentFile } from '#core/document/read-file.ts';
import { writeDocumentFile } from '#core/document/write-file.ts';
import type { FileToSave, OpenedFile } from '#core/protocol/host.ts';
import type { Slot } from '#renderer/link/slot.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { isEnabled } from '#renderer/model/commands.ts';
import { perform } from '#renderer/model/perform.ts';
import { readView } from '#renderer/model/view/view-state.ts';
import { carrying } from '#renderer/model/work/carry.ts';
import { linkHere } from '#renderer/model/work/share.ts';
import { smallRun } from '../fake-trainer.ts';
import { nodeApp } from '../node-app.ts';

let saved: FileToSave[] = [];
let remembered: string[] = [];
let toOpen: OpenedFile | undefined;
let isProtected = false;
const host = {
  kind: 'electron' as const,
  savesInPlace: true,
  saveFile: async (file: FileToSave) => {
    if (isProtected && !file.overReadOnly) throw new FailureError({ code: 'file-read-only', file: file.suggestedName });
    saved.push(file);
    return { name: file.suggestedName, token: file.token ?? 'place' };
  },
  openFile: async () => toOpen,
  remember: ({ name }: OpenedFile) => void remembered.push(name),
};
const start = async (slot?: Slot): Promise<App> => {
  const app = nodeApp(slot, host);
  await app.start();
  return app;
};
const last = (): FileToSave => saved.at(-1)!;
const openedAs = (name: string, bytes = last().bytes): OpenedFile => ({ name, bytes, token: 'place' });
const weight = { layer: 1, kind: 'W', row: 1, col: 2 } as const;
let clock = 0;
const wait = async (app: App, frames = 25): Promise<void> => {
  for (let frame = 0; frame < frames; frame++) {
    app.tick((clock += 100), 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

/** A branch, a mark with a note, a place in the middle of a step, a note in the notebook. */
const makeRich = async (app: App): Promise<void> => {
  await app.session.openSpec(smallRun, 60);
  app.playhead.seek(20);
  await app.session.fork({ parameters: [{ place: weight, value: 1.5 }] });
  app.marks.put({ step: 12, t: seconds(0) }, 'look here');
  app.notebook.write(app.notebook.current!, 'my note');
  const gone = await perform(app, { id: 'goTo', args: { step: 41, phase: 'backward', layer: 1, unit: 2, part: 0, through: 0.5 } });
  expect(gone).toBeUndefined();
  await wait(app);
};
const seen = (app: App) => ({
  view: readView(app),
  spec: app.run.spec,
  marks: app.marks.list,
  branches: app.branches.list.map(({ id, left, step: at, change }) => [id, left, at, change]),
  trace: app.playhead.shown?.trace,
});

beforeEach(() => {
  [saved, remembered, toOpen, isProtected] = [[], [], undefined, false];
});

describe('a document', () => {
  test('is saved whole, and opens elsewhere exactly as it was, with its states and notes', async () => {
    const app = await start();
    await makeRich(app);
    expect(await app.keeper.documents.save()).toBe(true);
    expect(last().suggestedName).toMatch(/\.retrograd$/);
    const file = readDocumentFile(last().bytes, 'x');
    if (!file.ok) throw new Error(JSON.stringify(file.failure));
    // That of the place, and that in which the branch leaves.
    expect(file.value.states.map(({ branch, step: at }) => [branch, at])).toEqual([[1, 41], [0, 20]]); // prettier-ignore
    const other = await start();
    await other.files.take(openedAs('homework.retrograd'));
    expect(seen(other)).toEqual(seen(app));
    expect([other.keeper.documents.name, other.session.name, other.keeper.isEdited]).toEqual(['homework', 'homework', false]);
    expect(other.notebook.entries.find(({ note }) => note === 'my note')).toBeDefined();
    expect(other.notices.current).toBeUndefined();
    expect(remembered).toEqual([last().suggestedName, 'homework.retrograd']);
  });

  test('in a link opens elsewhere as it was, and is of no file', async () => {
    const app = await start();
    await makeRich(app);
    const link = linkHere(app, false);
    if (!link.ok) throw new Error(link.failure.code);
    const other = await start();
    expect(await other.keeper.documents.openLink(`https://example.org/${link.value}`)).toBe(true);
    await wait(other);
    expect(seen(other)).toEqual(seen(app));
    expect([other.keeper.documents.current, other.session.name, other.tools.locked]).toEqual([
      undefined,
      app.keeper.documents.usualName,
      false,
    ]);
    expect(remembered).toEqual([]);
    expect(linkHere(other, false)).toEqual(link);
  });

  test('in a link gives way to nothing that is unsaved without asking, and a damaged one asks nothing', async () => {
    const app = await start();
    const link = linkHere(app, true);
    if (!link.ok) throw new Error(link.failure.code);
    await makeRich(app);
    const { documents } = app.keeper;
    await expect(documents.openLink(link.value.slice(0, 30))).rejects.toMatchObject({ failure: { problem: 'link' } });
    expect(documents.question).toBeUndefined();
    const before = seen(app);
    const refused = documents.openLink(link.value);
    await expect.poll(() => documents.question?.kind).toBe('replace');
    if (documents.question?.kind === 'replace') documents.question.answer(undefined);
    expect([await refused, app.tools.locked]).toEqual([false, false]);
    expect(seen(app)).toEqual(before);
  });

  test('for a class can be played and answered, and nothing else until it is unlocked', async () => {
    const app = await start();
    const link = linkHere(app, true);
    if (!link.ok) throw new Error(link.failure.code);
    const other = await start();
    await other.keeper.documents.openLink(link.value);
    expect(other.tools.locked).toBe(true);
    const off = (['save', 'open', 'newDocument', 'train', 'editorPanel', 'learn', 'share', 'undo'] as const).map((id) =>
      isEnabled(id, other),
    );
    expect(off).toEqual(off.map(() => false));
    expect((['play', 'forward', 'lead', 'present', 'keys', 'theme'] as const).every((id) => isEnabled(id, other))).toBe(true);
    expect(await other.session.fork({ parameters: [{ place: { ...weight, col: 0 }, value: 1 }] })).toEqual({ code: 'switched-off' });
    other.tools.locked = false;
    expect(isEnabled('save', other)).toBe(true);
  });

  test('in a picture opens as it was, and the picture is not written over', async () => {
    const app = await start();
    await makeRich(app);
    const png = new Uint8Array(readFileSync('assets/icons/icon-512.png'));
    const carried = await carrying(app, png);
    expect(carried.length).toBeGreaterThan(png.length);
    const other = await start();
    await other.files.take(openedAs('foto.png', carried));
    expect(seen(other)).toEqual(seen(app));
    expect([other.keeper.documents.name, other.keeper.documents.current?.fixed]).toEqual(['foto', true]);
    await expect(
      start().then((third) => third.files.take(openedAs('plain.png', png)).then(() => third.notices.current)),
    ).resolves.toMatchObject({
      failure: { problem: 'picture' },
    });
  });

  test('knows whether it is edited, saves to its own place and goes back to what was saved', async () => {
    const app = await start();
    await makeRich(app);
    await app.keeper.documents.saveAs();
    const { documents } = app.keeper;
    expect([documents.edited, last().token]).toEqual([false, undefined]);
    app.marks.put({ step: 30, t: seconds(0) }, 'new');
    await wait(app);
    expect(documents.edited).toBe(true);
    const reverting = documents.revert();
    await expect.poll(() => documents.question?.kind).toBe('replace');
    if (documents.question?.kind === 'replace') documents.question.answer('replace');
    await reverting;
    expect([app.marks.list.map(({ note }) => note), documents.edited]).toEqual([['look here'], false]);
    // What was replaced can still be had back.
    expect(app.keeper.replaced).toBeDefined();
    await documents.save();
    expect(last().token).toBe('place');
  });

  test('an example takes the place of unsaved work only where the person says so, and the work can be had back', async () => {
    const app = await start();
    await app.keeper.documents.openExample('xor');
    expect(app.session.example).toBe('xor');
    app.marks.put({ step: 30, t: seconds(0) }, 'new');
    const answer = async (choice: 'replace' | undefined): Promise<void> => {
      const opening = app.keeper.documents.openExample('moons');
      await expect.poll(() => app.keeper.documents.question?.kind).toBe('replace');
      const { question } = app.keeper.documents;
      if (question?.kind === 'replace') question.answer(choice);
      await opening;
    };
    await answer(undefined);
    expect([app.session.example, app.marks.list.length]).toEqual(['xor', 1]);
    await answer('replace');
    expect(app.session.example).toBe('moons');
    await app.keeper.bringBack();
    expect([app.session.example, app.marks.list.map(({ note }) => note)]).toEqual(['xor', ['new']]);
  });

  test('a window that closes over unsaved work asks once', async () => {
    const app = await start();
    expect(await app.keeper.documents.mayClose()).toBe(true);
    await makeRich(app);
    const closing = app.keeper.documents.mayClose();
    await expect.poll(() => app.keeper.documents.question?.kind).toBe('close');
    const { question } = app.keeper.documents;
    if (question?.kind === 'close') question.answer('save');
    expect(await closing).toBe(true);
    expect(saved.length).toBe(1);
    expect(await app.keeper.documents.mayClose()).toBe(true);
  });

  test('that was saved in a lesson says so, and leads there', async () => {
    const app = await start();
    await makeRich(app);
    await app.keeper.documents.save();
    const file = readDocumentFile(last().bytes, 'x');
    if (!file.ok) throw new Error('refused');
    const inLesson = writeDocumentFile({ ...file.value, lesson: { course: 'article', id: '2' } }, 'x');
    if (!inLesson.ok) throw new Error('refused');
    const other = await start();
    await other.files.take(openedAs('lesson.retrograd', inLesson.value));
    expect(other.notices.current).toEqual({ kind: 'lesson', course: 'article', id: '2' });
  });

  test('a lesson of tomorrow: a newer version opens, is told, and is not written over', async () => {
    const app = await start();
    await makeRich(app);
    await app.keeper.documents.save();
    const file = readDocumentFile(last().bytes, 'x');
    if (!file.ok) throw new Error('refused');
    const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
    const newer = zipSync({
      'document.json': json({ format: 'retrograd-document', version: 9 }),
      'run.json': new TextEncoder().encode(file.value.run),
    });
    await app.files.take(openedAs('new.retrograd', newer));
    const { current } = app.notices;
    expect(current?.kind === 'left-out' && current.wrong[0]).toEqual({ code: 'newer-document', found: 9, known: 1 });
    await app.keeper.documents.save();
    expect(last().token).toBeUndefined();
  });

  test('a run by itself and the golden document open, and are saved as documents of their own', async () => {
    const app = await start();
    for (const name of ['document.json', 'document-1.retrograd']) {
      const bytes = new Uint8Array(readFileSync(new URL(`../../../golden/${name}`, import.meta.url)));
      await app.files.take({ name, bytes, token: 'place' });
      expect([app.keeper.documents.name, app.run.spec?.network.inputs, app.marks.list.length]).toEqual([name.replace(/\..*/, ''), 2, 2]);
      expect(app.playhead.step).toBe(step(75));
    }
  });
});

describe('unsaved work', () => {
  test('is asked about once: kept where the person changes their mind, saved where they say so', async () => {
    const app = await start();
    await makeRich(app);
    await app.keeper.documents.save();
    const file = openedAs('other.retrograd');
    app.marks.put({ step: 30, t: seconds(0) }, 'unsaved');
    const { documents } = app.keeper;
    const ask = async (choice: 'save' | 'replace' | undefined): Promise<void> => {
      const taking = app.files.take(file);
      await expect.poll(() => documents.question?.kind).toBe('replace');
      if (documents.question?.kind === 'replace') documents.question.answer(choice);
      await taking;
    };
    await ask(undefined);
    expect([app.marks.list.length, saved.length]).toEqual([2, 1]);
    await ask('save');
    expect([app.marks.list.length, saved.length, documents.name]).toEqual([1, 2, 'other']);
  });

  test('nothing is asked where nothing would be lost', async () => {
    const app = await start();
    await makeRich(app);
    await app.keeper.documents.save();
    await app.files.take(openedAs('other.retrograd'));
    expect(app.keeper.documents.question).toBeUndefined();
  });
});

test('a protected file is asked about', async () => {
  const app = await start();
  await makeRich(app);
  isProtected = true;
  const { documents } = app.keeper;
  const answer = async (replace: true | undefined): Promise<boolean> => {
    const saving = documents.save();
    await expect.poll(() => documents.question?.kind).toBe('read-only');
    if (documents.question?.kind === 'read-only') documents.question.answer(replace);
    return saving;
  };
  expect([await answer(undefined), saved.length]).toEqual([false, 0]);
  expect([await answer(true), saved.length]).toEqual([true, 1]);
});

test('a damaged document is refused with a sentence, and what was there stays', async () => {
  const app = await start();
  await makeRich(app);
  await app.keeper.documents.save();
  const before = seen(app);
  await app.files.take(openedAs('cut.retrograd', last().bytes.subarray(0, 300)));
  const { current } = app.notices;
  expect(current?.kind === 'failure' && current.failure).toMatchObject({ code: 'bad-document', file: 'cut.retrograd', problem: 'archive' });
  expect(seen(app)).toEqual(before);
});

test('after a reload the document is still that document', async () => {
  const parts = new Map<string, unknown>();
  const slot: Slot = {
    read: async () => structuredClone(Object.fromEntries(parts)),
    write: async (some) => Object.entries(some).forEach(([name, part]) => void parts.set(name, structuredClone(part))),
  };
  const app = await start(slot);
  await makeRich(app);
  await app.keeper.documents.save();
  app.marks.put({ step: 30, t: seconds(0) }, 'unsaved');
  await wait(app);
  const again = await start(slot);
  await wait(again);
  expect([again.keeper.documents.name, again.keeper.documents.edited]).toEqual([app.keeper.documents.name, true]);
  await again.keeper.documents.save();
  expect(last().token).toBe('place');
});
