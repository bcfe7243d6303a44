import { estimateOf, sampleOf, type Estimate } from '#renderer/export/estimate.ts';
import type { Costs } from '#renderer/export/formats.ts';
import type { Schedule } from '#renderer/export/schedule.ts';
import type { Put } from '#renderer/export/sink.ts';
import type { Progress } from '#renderer/export/take.ts';
import type { ExportPlan } from '#renderer/export/plan.ts';

/** Makes a few frames of this very film, as it will be made, and tells from them what it will be and take. */
export const estimateFilm = async (
  costs: Costs,
  schedule: Schedule,
  plan: ExportPlan,
  film: (part: Schedule, put: Put, onProgress: (progress: Progress) => void) => Promise<void>,
): Promise<Estimate> => {
  const sample = sampleOf(costs, schedule, plan);
  const pieces: number[] = [];
  const times: number[] = [];
  let length = 0;
  const weigh: Put = ({ bytes, at }) => {
    pieces.push(bytes.length);
    length = Math.max(length, at + bytes.length);
    return Promise.resolve();
  };
  await film(sample.schedule, weigh, () => times.push(performance.now()));
  return estimateOf(costs, sample, schedule.frames, { pieces, length, times });
};
