import { afterAll, vi } from 'vitest';

// Files share their worker's modules and globals: what one has changed, the next one finds as it was.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
