/** What the log says of a fault: never more than kinds and places of the program's own. */

/** Messages of errors hold paths and what people wrote: of an error only its kind and the program's own lines are told. */
export const errorLine = (error: unknown): string => {
  if (!(error instanceof Error)) return 'Error';
  const frames = (error.stack ?? '').split('\n').flatMap((line) => /^\s+at (?:.*[\\/(])?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  const kind = /^\w{1,40}$/.exec(error.name)?.[0] ?? 'Error';
  return [kind, ...frames.slice(0, 6)].join(' < ');
};

/** A line of the log; what would break it, or says more than it should, is cut. */
export const logLine = (time: string, event: string): string => `${time} ${event.replace(/[^\w .:<>,()/-]/g, '?').slice(0, 300)}\n`;
