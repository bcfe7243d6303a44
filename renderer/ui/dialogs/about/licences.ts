/** Something of others that is in the program. */
export interface Licence {
  readonly kind: 'package' | 'font' | 'data';
  readonly name: string;
  readonly version?: string;
  readonly licence: string;
  readonly text: string;
}

/** The build writes it, from what is in the page that it builds. */
declare const shippedLicences: readonly Licence[];

export const licences: readonly Licence[] = shippedLicences;
