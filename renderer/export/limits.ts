export const planLimits = {
  /** Pixels along one side. */
  side: { min: 64, max: 7680 },
  /** Pixels of the file per stage unit: how large labels and lines are. */
  scale: { min: 1, max: 4 },
  secondsPerStep: { min: 0.05, max: 120 },
  speed: { min: 0.1, max: 10 },
  /** Entries that a plain zip can hold, less the list of frames. */
  frames: 65_534,
  /** What a plain zip, and the disks of cameras and sticks, can hold: 4 GiB less one. */
  bytes: 4_294_967_295,
} as const;
