/** How many of `all` random cases are tried: a tenth, or every one where RETROGRAD_SOAK=1. */
export const soaked = (all: number): number => (process.env.RETROGRAD_SOAK === '1' ? all : Math.ceil(all / 10));
