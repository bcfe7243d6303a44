import { readCsv } from '#core/data/read-csv.ts';

/** Streams so many megabytes of rows that are made on the fly and prints its figures as JSON: a process of its own, for its memory's sake. */

const megabyte = 1_048_576;
const wanted = Number(process.argv[2]) * megabyte;
const header = 'number,a,b,c,group,note\n';

function* rows(bytes: number, look: () => void): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(header);
  for (let made = header.length, n = 0; made < bytes;) {
    let text = '';
    while (text.length < megabyte / 4) {
      text += `${n},${n / 8},${-n / 3},${n % 1000},${n % 3 ? 'odd' : 'even'},"row, ${n}"\n`;
      n++;
    }
    made += text.length;
    look();
    yield encoder.encode(text);
  }
}

const resident = (): number => process.memoryUsage().rss / megabyte;
let peak = resident();
const cpu = process.cpuUsage();
const result = await readCsv(
  'large.csv',
  rows(wanted, () => (peak = Math.max(peak, resident()))),
);
const spent = process.cpuUsage(cpu);
if (!result.ok) throw new Error(JSON.stringify(result.failure));

/** The most processor time between two questions whether the import is cancelled. */
let longest = 0;
const busy = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let asked = busy();
await readCsv(
  'large.csv',
  rows(Math.min(wanted, 64 * megabyte), () => undefined),
  () => {
    const now = busy();
    longest = Math.max(longest, now - asked);
    asked = now;
    return false;
  },
);

process.stdout.write(
  JSON.stringify({
    'csv.megabytesPerCpuSecond': wanted / megabyte / ((spent.user + spent.system) / 1e6),
    'csv.peakResidentMegabytes': Math.max(peak, resident()),
    'csv.rowsKept': result.value.rows,
    'csv.rowsRead': result.value.rowsRead,
    'csv.cancelMilliseconds': longest,
  }),
);
