import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFilm } from '#core/cli/film/server.ts';
import { fail, FailureError, ok } from '#core/contract/failure.ts';
import type { FilmAsk, FilmPlace, FilmWorld } from '#core/view/filming.ts';
import { retrograd } from './terminal.ts';

const en = ['--lang', 'en'];
const asked = async (...argv: string[]) => {
  const { code, err, saved } = await retrograd([...argv, ...en]);
  expect([code, err]).toEqual([0, '']);
  const [[file, content]] = [...saved] as [[string, Uint8Array]];
  return { file, ask: JSON.parse(new TextDecoder().decode(content)) as FilmAsk, files: [...saved.keys()] };
};

describe('a film by the command line', () => {
  test('asks for what is typed, and for a slide at thirty frames a second where nothing is', async () => {
    const { ask } = await asked('render', 'xor', '--to', '400', '--every', '4', '--out', 'a/xor.webm');
    expect(ask).toMatchObject({ form: 'webm', name: 'xor', size: 'slide', fps: 30, theme: 'light', transparent: false, language: 'en' });
    expect(ask.moments).toEqual([{ from: 0, to: 400, every: 4 }]);
    const more = await asked(
      ...['render', 'xor', '--marks', '--pace', 'reading', '--size', '640x360', '--fps', '12', '--theme', 'clear-dark'],
      ...['--clips', 'mark', '--captions', '--with', 'note,sentence', '--view', 'plane', '--out', 'clip-%.mp4'.replace('mp4', 'webm')],
    );
    expect(more.ask).toMatchObject({ moments: 'marks', pace: 'reading', fps: 12, theme: 'dark', transparent: true, clips: 'mark' });
    expect(more.ask).toMatchObject({ size: { width: 640, height: 360 }, subject: 'plane', parts: ['note', 'sentence'], name: 'clip-' });
    expect(more.files).toEqual(['clip-1.webm', 'clip-1.srt']);
  });

  test('slides are a storyboard, pictures in a folder a film', async () => {
    expect((await asked('storyboard', 'xor', '--each', 'phase', '--out', 's.pptx')).ask).toMatchObject({ form: 'pptx', each: 'phase' });
    const clips = ['storyboard', 'xor', '--at', '0:loss,0', '--pace', 'reading', '--fps', '12', '--out', 's.pptx'];
    expect((await asked(...clips)).ask).toMatchObject({ form: 'pptx', pace: 'reading', fps: 12 });
    expect((await asked('render', 'xor', '--out', 'frames/')).ask).toMatchObject({ form: 'folder', name: 'frames' });
  });

  test.each([
    [['render', '--out', 'a.pptx'], '.webm'],
    [['storyboard', '--out', 'a.webm'], '.pptx'],
    [['render', '--fps', '10', '--out', 'a.svg'], '--fps'],
    [['storyboard', '--fps', '10', '--out', 'a.pptx'], '--fps'],
    [['storyboard', '--pace', '4', '--theme', 'clear-dark', '--out', 'a.pptx'], '--theme'],
    [['render', '--size', '640x360', '--out', 'a.svg'], '--size'],
    [['render', '--size', '10x10', '--out', 'a.gif'], '--size'],
    [['render', '--pace', 'slow', '--out', 'a.gif'], '--pace'],
    [['render', '--phases', 'loss,sideways', '--out', 'a.gif'], '--phases'],
    [['render', '--phases', 'loss', '--marks', '--out', 'a.gif'], '--marks'],
    [['render', '--theme', 'clear-light', '--out', 'a.mp4'], '--theme'],
    [['render', '--theme', '#aabbcc', '--out', 'a.gif'], '--theme'],
    [['render', '--from', '3', '--out', 'a.gif'], '--to'],
    [['render', '--from', '3', '--to', '2', '--out', 'a.gif'], '--to'],
    [['render', '--to', '3', '--at', '2', '--out', 'a.gif'], '--at'],
    [['render', '--to', '3', '--marks', '--out', 'a.gif'], '--marks'],
    [['render', '--clips', 'phase', '--out', 'a.gif'], '%'],
    [['render', '--points', '9', '--out', 'a.gif'], '--points'],
  ])('what cannot be filmed is one sentence and no file: %s', async ([command, ...more], said) => {
    const { code, out, err, saved } = await retrograd([command!, 'first', ...more, ...en]);
    expect([code, out, saved.size]).toEqual([2, '', 0]);
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('the page that films', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'retrograd-test-'));
    await writeFile(join(folder, 'index.html'), '<p>page');
  });
  afterAll(() => rm(folder, { recursive: true }));
  type Growth = readonly [what: string, ...more: unknown[]];
  const serve = async (grown: Growth[] = []) => {
    const world: FilmWorld = {
      file: { name: 'r.json', bytes: Uint8Array.of(1, 2) },
      asset: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
      table: async (file) => (file === 'a b.csv' ? ok(Uint8Array.of(7)) : fail({ code: 'file-unreadable', file, reason: 'ENOENT' })),
      amiss: () => undefined,
      report: () => undefined,
      open: async (place) => {
        grown.push(['open', place]);
        return ok({
          name: 'film.webm',
          write: async (bytes, at) => {
            if (at > 9) throw new FailureError({ code: 'file-unwritable', file: 'film.webm', reason: 'ENOSPC' });
            grown.push(['write', [...bytes], at]);
          },
          close: async () => void grown.push(['close']),
          abort: async () => void grown.push(['abort']),
        });
      },
    };
    return serveFilm(folder, { name: 'film' } as FilmAsk, world);
  };

  test('is given the run and its tables, and gives films back piece by piece', async () => {
    const grown: Growth[] = [];
    const server = await serve(grown);
    const at = (way: string) => new URL(way, server.url);
    expect(await (await fetch(server.url)).text()).toBe('<p>page');
    expect(await (await fetch(at('job'))).json()).toEqual({ ask: { name: 'film' }, file: 'r.json' });
    expect(new Uint8Array(await (await fetch(at('file'))).arrayBuffer())).toEqual(Uint8Array.of(1, 2));
    expect(new Uint8Array(await (await fetch(at('table?file=a+b.csv'))).arrayBuffer())).toEqual(Uint8Array.of(7));
    const none = await fetch(at('table?file=c.csv'));
    expect([none.status, await none.json()]).toEqual([404, { code: 'file-unreadable', file: 'c.csv', reason: 'ENOENT' }]);
    expect((await fetch(at('asset?file=x'))).status).toBe(404);
    const tell = async (way: string, body: BodyInit = '') => (await fetch(at(way), { method: 'POST', body })).json() as Promise<unknown>;
    const place: FilmPlace = { index: 1, count: 3 };
    const { value } = (await tell('open', JSON.stringify(place))) as { value: { id: string; name: string } };
    expect(value.name).toBe('film.webm');
    expect(await tell(`write?id=${value.id}&at=4`, Uint8Array.of(9, 9))).toEqual(ok(undefined));
    expect(await tell(`write?id=${value.id}&at=10`, Uint8Array.of(9))).toMatchObject({
      failure: { code: 'file-unwritable', reason: 'ENOSPC' },
    });
    expect(await tell(`close?id=${value.id}`)).toEqual(ok(undefined));
    expect(grown).toEqual([['open', place], ['write', [9, 9], 4], ['close']]);
    // Of what is still open when the page goes nothing remains.
    await tell('open', JSON.stringify(place));
    await fetch(at('end'), { method: 'POST', body: 'null' });
    expect(await server.ended).toBeUndefined();
    server.close();
    expect(grown.at(-1)).toEqual(['abort']);
  });

  test('is nobody else’s, and no way out of its folder', async () => {
    const server = await serve();
    const { origin } = new URL(server.url);
    for (const way of ['/', '/index.html', '/job', '/../package.json']) expect((await fetch(origin + way)).status, way).toBe(404);
    expect((await fetch(new URL('..%2f..%2fetc/passwd', server.url))).status).toBe(404);
    server.close();
  });
});
