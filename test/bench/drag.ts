import { screen } from '#test/e2e/screen.ts';
import { withApp } from './app-page.ts';
import { quantile } from './latency.ts';
import { edges2000 } from './workloads.ts';

/** A span of one thread of the browser, in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread's own time: what it waited for others is not in it. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

/** Where JavaScript runs; what they call, style and layout included, lies within them. */
const scripts = new Set([
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'HandlePostMessage',
  'RunMicrotasks',
  'TimerFire',
  'MinorGC',
  'MajorGC',
]);

/** Milliseconds of processor time of the JavaScript of each animation frame with a move of the pointer in it: all that ran since the frame before. */
export const frameTimes = (events: readonly TraceEvent[]): number[] => {
  const page = events.find(({ name }) => name === 'FireAnimationFrame');
  const own = events
    .filter(({ name, ph, pid, tid }) => ph === 'X' && pid === page?.pid && tid === page.tid && scripts.has(name))
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const times: number[] = [];
  let [busy, until, moved] = [0, 0, false];
  for (const { name, ts, dur = 0, tdur = 0, args } of own) {
    if (args?.data?.type === 'pointermove') moved = true;
    // What lies within another span is counted with it.
    if (ts < until) continue;
    busy += tdur;
    until = ts + dur;
    if (name !== 'FireAnimationFrame') continue;
    if (moved) times.push(busy / 1000);
    [busy, moved] = [0, false];
  }
  return times;
};

/** The playhead dragged to and fro over all steps of a network with 2,048 edges, in the app as it is built. */
export const benchDrag = (): Promise<Record<string, number>> =>
  withApp(edges2000, async (page) => {
    const box = (await screen(page).track('steps').boundingBox())!;
    const y = box.y + box.height / 2;
    const sweep = async (): Promise<void> => {
      for (const fraction of [0.95, 0.05]) await page.mouse.move(box.x + box.width * fraction, y, { steps: 40 });
    };
    await page.mouse.move(box.x + box.width * 0.05, y);
    await page.mouse.down();
    await sweep();
    await page
      .context()
      .browser()!
      .startTracing(page, { categories: ['devtools.timeline'] });
    await sweep();
    const trace = JSON.parse((await page.context().browser()!.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
    await page.mouse.up();
    const times = frameTimes(trace.traceEvents);
    return {
      'drag.edges2000.jsMs': quantile(times, 0.5),
      'drag.edges2000.p95Ms': quantile(times, 0.95),
      'drag.edges2000.frames': times.length,
    };
  });
