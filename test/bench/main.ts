import { benchSeeking } from './seek.ts';
import { benchTraining } from './train.ts';
import { workloads, type WorkloadName } from './workloads.ts';

type Figures = Record<string, number>;

/** The benches of the core by name, each with its figures. `folder` holds the built worker. */
export const benches: Record<string, (folder: string) => Figures | Promise<Figures>> = {
  train: () => {
    const figures: Figures = {};
    for (const name of Object.keys(workloads) as WorkloadName[]) {
      const { recorded, bare } = benchTraining(name);
      figures[`train.${name}.samplesPerSecond`] = recorded;
      figures[`train.${name}.recordingRatio`] = recorded / bare;
    }
    return figures;
  },
  seek: benchSeeking,
};
