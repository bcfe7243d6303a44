/** The outline (x, y ...) of a band (x, one y, the other y ...): along one line and back along the other. */
export const bandOutline = (band: readonly number[]): readonly number[] => {
  const there: number[] = [];
  const back: number[] = [];
  for (let i = 0; i < band.length; i += 3) {
    there.push(band[i]!, band[i + 1]!);
    back.unshift(band[i]!, band[i + 2]!);
  }
  return [...there, ...back];
};
