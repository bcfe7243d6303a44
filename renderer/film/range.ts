import { phases } from '#core/contract/position.ts';
import { step } from '#core/contract/units.ts';
import type { FilmAsk, FilmForm } from '#core/view/filming.ts';
import type { Format } from '#renderer/export/formats.ts';
import type { Pace } from '#renderer/export/pace.ts';
import type { Instant, Range } from '#renderer/export/schedule.ts';
import type { TimePoint } from '#renderer/model/time/time-point.ts';

export const formatOf: Readonly<Record<FilmForm, Format>> = {
  gif: 'gif',
  webm: 'webm',
  mp4: 'mp4',
  zip: 'png',
  folder: 'png',
  pptx: 'pptx',
};

type Asked = Pick<FilmAsk, 'moments' | 'each' | 'phases' | 'pace' | 'form'>;

/** Slides that each play what leads to their moment. */
export const plays = ({ form, pace }: Pick<FilmAsk, 'form' | 'pace'>): boolean =>
  form === 'pptx' && pace !== undefined && pace !== 'finished';

/** What of training is filmed, part by part; `places` are the moments that are asked for. */
export const rangesOf = (ask: Asked, places: readonly TimePoint[], pace: Pace): readonly Range[] => {
  const { moments, each, form } = ask;
  const instants = places.map(({ step: of, t }): Instant => ({ step: step(of), t }));
  if (plays(ask)) return [{ kind: 'leading', places: instants, pace }];
  if (form === 'pptx' || each !== undefined || (moments === 'marks' && ask.pace === 'finished'))
    return [{ kind: 'places', places: instants }];
  if (moments === 'marks') return [{ kind: 'leading', places: instants, pace }];
  const stretches = moments === 'here' ? places.map((place) => ({ from: place.step, to: place.step, every: 1, spot: undefined })) : moments;
  return stretches.map(({ from, to, every, spot }): Range => {
    if (spot) return { kind: 'leading', places: instants.filter((place) => place.step >= from && place.step <= to), pace };
    const steps = { from: step(from), to: step(to), every };
    return ask.pace === 'finished' ? { kind: 'finished', ...steps } : { kind: 'animated', ...steps, phases: ask.phases ?? phases, pace };
  });
};
