import type { DataSummary } from '#core/protocol/trainer.ts';

/** Data of a single sample: around it a plane of inputs is flat, and shows nothing of what the network learns. */
export const isOnlySample = (data: DataSummary | undefined): boolean => data?.samples === 1 && data.inputs > 1;
