/** The views beside the network, by what they tell of, in the order in which they are offered; their titles are `words.shell.plot`. */
export const viewGroups = {
  data: ['plane', 'scores'],
  network: ['activation', 'matrices', 'graph', 'surfaces', 'hidden', 'normalisation', 'microscope'],
  training: ['loss', 'landscape', 'histogram', 'optimiser', 'health', 'errors', 'notebook'],
} as const satisfies Record<string, readonly string[]>;

export type ViewGroup = keyof typeof viewGroups;
export type ViewId = (typeof viewGroups)[ViewGroup][number];
export const viewIds: readonly ViewId[] = Object.values(viewGroups).flat();

/** How many views can be chosen without opening the list of all. */
export const mostPins = 5;
