/** `Mod+Shift+P` as the person's keyboard says it: "Ctrl+Mayús+P". */
export const keyInWords = (chord: string | undefined, names: Readonly<Record<string, string>>): string | undefined =>
  chord === undefined || chord === ''
    ? undefined
    : splitChord(chord)
        .map((key) => names[key] ?? key.toUpperCase())
        .join(' + ');

/** The keys of a chord; the plus sign may itself be one. */
export const splitChord = (chord: string): string[] =>
  chord.endsWith('+') ? [...chord.slice(0, -1).split('+').filter(Boolean), '+'] : chord.split('+');
