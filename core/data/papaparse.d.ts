/** The part of papaparse that is used here. Its published types bring Node's with them, which the core must not see. */
declare module 'papaparse' {
  const Papa: {
    readonly Parser: new (config: { readonly delimiter: string; readonly newline: string }) => {
      /** Rows of a text; with `ignoreLastRow` those that are whole, the rest beginning at `meta.cursor`. */
      parse(text: string, baseIndex: number, ignoreLastRow: boolean): unknown;
    };
  };
  export default Papa;
}
