/** How often a property is tried: as often as asked under `npm run soak`, else a tenth of it, or another part. */
export const soaked = (all: number, part = 10): number =>
  process.env['RETROGRAD_SOAK'] === '1' ? all : Math.max(1, Math.round(all / part));
