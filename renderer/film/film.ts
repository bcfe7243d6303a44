import { strToU8, unzipSync } from 'fflate';
import { phases } from '#core/contract/position.ts';
import { FailureError, fail, ok, type Result } from '#core/contract/failure.ts';
import { extras, filmedSubjects, type Extra, type FigureSubject } from '#core/view/figures.ts';
import type { GrowingFile } from '#core/protocol/host.ts';
import type { FilmAsk, FilmPlace, FilmWorld } from '#core/view/filming.ts';
import { captionFiles } from '#renderer/export/captions-sink.ts';
import { filled } from '#renderer/export/filled.ts';
import { formats, type Format } from '#renderer/export/formats.ts';
import { frameFile, framesJson } from '#renderer/export/frames-json.ts';
import type { Footage } from '#renderer/export/footage.ts';
import { rateOf, type Pace } from '#renderer/export/pace.ts';
import { papers } from '#renderer/export/paper.ts';
import { problemOf, proportionalScale, settle, stageOf, type ExportPlan } from '#renderer/export/plan.ts';
import { clipsOf, joined, scheduleOf, type Schedule } from '#renderer/export/schedule.ts';
import type { FrameNote, Put } from '#renderer/export/sink.ts';
import { clipDeck, type Clip } from '#renderer/export/slides/clip-deck.ts';
import { take } from '#renderer/export/take.ts';
import { placesOf, trainingOf } from '#renderer/headless/moments.ts';
import { HeadlessApp } from '#renderer/headless/open-app.ts';
import { openFile } from '#renderer/headless/open-file.ts';
import { reach } from '#renderer/headless/reach.ts';
import { MemoryFile } from '#renderer/link/memory-file.ts';
import { startWebTrainer } from '#renderer/link/web-trainer.ts';
import { Stage } from '#renderer/stage/stage.ts';
import { footageFor, readingPace, stepNames } from '#renderer/ui/export/app-footage.ts';
import { clipKey } from '#renderer/ui/export/clip-key.ts';
import { formatOf, plays, rangesOf } from './range.ts';

/** Films a run or a document as the window does: the app's own model, stage and encoders. */
export const film = async (ask: FilmAsk, world: FilmWorld): Promise<Result<void>> => {
  const headless = new HeadlessApp(ask.language, startWebTrainer());
  try {
    await openFile(headless, world.file, world);
    return await filmed(ask, world, headless);
  } catch (reason) {
    if (reason instanceof FailureError) return fail(reason.failure);
    throw reason;
  } finally {
    headless.close();
  }
};

const filmed = async (ask: FilmAsk, world: FilmWorld, headless: HeadlessApp): Promise<Result<void>> => {
  const { subject, language } = ask;
  const { app } = headless;
  if (!(filmedSubjects as readonly FigureSubject[]).includes(subject)) return fail({ code: 'cannot-draw', subject, reason: 'still-only' });
  const training = trainingOf(app);
  const places = placesOf(ask.moments, ask.each, training);
  if (places.length === 0) return fail({ code: 'cannot-draw', subject, reason: 'no-marks' });
  reach(app.run, subject, ask.steps, places);
  const pace = await paceOf(ask, headless, places[0]!.step);
  const ranges = rangesOf(ask, places, pace);
  const rate = ask.pace === 'finished' ? 0 : rateOf(pace, ask.phases ?? phases, training.timeline);
  const plan = planOf(ask, ranges[0]!);
  const { width, height, fps, format } = plan;
  const schedule = joined(
    ranges.map((range) => scheduleOf(range, fps, training.timeline)),
    fps,
  );
  const problem = problemOf(plan, schedule, undefined);
  if (problem?.problem === 'too-many-frames')
    return fail({ code: 'too-large', what: 'frames', place: '', found: schedule.frames, limit: problem.limit });
  const footage = footageOf(ask, plan, rate, headless, world.report);
  const marks = plays(ask) ? places : training.marks;
  const by = plays(ask) ? 'mark' : ask.clips;
  const clips = by ? clipsOf(schedule, fps, clipKey(by, training.timeline, marks)) : [schedule];
  const atStep = stepNames(app, language);
  let before = 0;
  let notes: (FrameNote | undefined)[] = [];
  const noting: Footage = {
    at: async (instant) => {
      const shot = await footage.at(instant);
      notes.push(shot.note);
      return shot;
    },
  };
  const shoot = async (part: Schedule, put: Put, as: Format = format): Promise<void> => {
    await take({
      schedule: part,
      footage: noting,
      openSink: () =>
        formats[as].open({
          ...{ name: ask.name, width, height, fps, theme: ask.theme, transparent: ask.transparent, language, atStep },
          ...{ frames: part.frames, put },
          openPainter: () => Stage.create({ ...stageOf(plan), transparent: ask.transparent }),
        }),
      signal: new AbortController().signal,
      onProgress: ({ done }) => world.report(Math.min(before + done, schedule.frames), schedule.frames),
    });
    before += part.frames;
  };
  if (plays(ask)) {
    const clip: Clip = async (as, part) => {
      const held = new MemoryFile(ask.name);
      await shoot(part, ({ bytes, at }) => held.write(bytes, at), as);
      return held.bytes();
    };
    await filled(await opened(world, { index: 0, count: 1 }), (put) => clipDeck(clips, footage, clip, { size: plan, language }, put));
    return ok(undefined);
  }
  for (const [index, clip] of clips.entries()) {
    notes = [];
    const of = { index, count: clips.length };
    const save = async (place: FilmPlace, bytes: Uint8Array): Promise<void> =>
      filled(await opened(world, place), (put) => put({ bytes, at: 0 }));
    if (ask.form === 'folder') await unpacked(clip, ask.name, shoot, (file, picture) => save({ ...of, file }, picture));
    else await filled(await opened(world, of), (put) => shoot(clip, put));
    const beside = ask.captions ? captionFiles(notes, { fps, language, atStep }) : {};
    for (const [ending, text] of Object.entries(beside)) await save({ ...of, ending }, strToU8(text));
    if (ask.form === 'folder')
      await save({ ...of, file: 'frames.json' }, strToU8(framesJson({ name: ask.name, fps, width, height }, notes)));
  }
  return ok(undefined);
};

const opened = async (world: FilmWorld, place: FilmPlace): Promise<GrowingFile> => {
  const file = await world.open(place);
  if (file.ok) return file.value;
  throw new FailureError(file.failure);
};

/** So many pictures are held at once. */
const held = 50;

/** A sequence of pictures, each a file of its own. */
const unpacked = async (
  schedule: Schedule,
  name: string,
  shoot: (part: Schedule, put: Put) => Promise<void>,
  save: (file: string, picture: Uint8Array) => Promise<void>,
): Promise<void> => {
  for (let first = 0; first < schedule.frames; first += held) {
    const frames = Math.min(held, schedule.frames - first);
    const zip = new MemoryFile(name);
    await shoot({ frames, seconds: 0, at: (frame) => schedule.at(first + frame) }, ({ bytes, at }) => zip.write(bytes, at));
    const pictures = Object.entries(unzipSync(zip.bytes())).filter(([file]) => file.endsWith('.png'));
    for (const [index, [, picture]] of pictures.entries()) await save(frameFile(name, first + index), picture);
  }
};

const paceOf = async ({ pace, language }: FilmAsk, { app }: HeadlessApp, first: number): Promise<Pace> => {
  if (typeof pace === 'number') return { by: 'step', seconds: pace };
  if (pace !== 'reading') return { by: 'speed', speed: 1 };
  app.playhead.seek(first);
  const failure = await app.playhead.arrive();
  if (failure) throw new FailureError(failure);
  return readingPace(app, language, app.playhead.shown!.trace);
};

const inch = 25.4;

const planOf = ({ form, size, fps, transparent }: FilmAsk, range: ExportPlan['range']): ExportPlan => {
  const pixels = (millimetres: number, dpi: number): number => Math.round((millimetres / inch) * dpi);
  const paper = typeof size === 'string' ? papers[size] : undefined;
  const { width, height } = paper
    ? { width: pixels(paper.width, paper.dpi), height: pixels(paper.height, paper.dpi) }
    : (size as { width: number; height: number });
  return settle({
    ...{ format: formatOf[form], range, width, height, fps },
    scale: proportionalScale(width, height),
    background: transparent ? 'transparent' : 'theme',
  });
};

const footageOf = (
  ask: FilmAsk,
  plan: ExportPlan,
  rate: number | undefined,
  headless: HeadlessApp,
  report: FilmWorld['report'],
): Footage => {
  const { language, theme, subject, parts, form, each } = ask;
  const has = Object.fromEntries(extras.map((extra) => [extra, parts.includes(extra)])) as Record<Extra, boolean>;
  const slides = form === 'pptx' && !plays(ask);
  const drawn = { subject, language, theme, has, rate, size: stageOf(plan), asFigure: slides, alone: slides || each !== undefined };
  return footageFor(headless, drawn, 'film', report);
};
