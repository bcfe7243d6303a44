import { csvRow } from '#core/words/csv.ts';
import type { Json } from '#core/net/trace-json.ts';

const parts = ['', 'validation', 'test'] as const;
const header = ['step', 'epoch', ...parts.flatMap((part) => [`${part}Loss`, `${part}Accuracy`])].map(
  (name) => name[0]!.toLowerCase() + name.slice(1),
);

/** Lines of metrics as rows of CSV, each of them with the same columns: what a run does not have is empty. */
export const metricsHeader = csvRow(header);
export const metricsRow = (line: Json): string => {
  const { step, epoch, ...rest } = line as Readonly<Record<string, number | undefined>>;
  const scores = parts.flatMap((part) => {
    const { loss, accuracy } = (part === '' ? rest : (rest[part] ?? {})) as Readonly<Record<string, number | string | undefined>>;
    return [loss ?? '', accuracy ?? ''];
  });
  return csvRow([step!, epoch!, ...scores]);
};
