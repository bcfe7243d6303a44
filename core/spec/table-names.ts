/** What a table's file may be called. */
export const tableExtensions: readonly string[] = ['csv', 'tsv', 'txt', 'data', 'dat', 'tab'];
/** Names of spreadsheets, which are met with how to make a table of them. */
export const sheetExtensions: readonly string[] = ['xlsx', 'xls', 'ods'];

/** Whether a file is a run by its name or its first brace; its first letters are enough. */
export const isRunText = (name: string, text: string): boolean => name.toLowerCase().endsWith('.json') || /^\uFEFF?\s*\{/.test(text);
