/** About how wide a tab is, in rem: its letters and the room around them. */
const tabWidth = (label: string): number => 0.42 * [...label].length + 0.75;

/** The tabs that find room, in their order; what is on show always has one, in the place of the last that fits. */
export const tabsFor = <Id extends string>(pins: readonly Id[], shown: Id, label: (id: Id) => string, room: number): Id[] => {
  let left = room - (pins.includes(shown) ? 0 : tabWidth(label(shown)));
  const fitting: Id[] = [];
  for (const id of pins) {
    left -= tabWidth(label(id));
    if (left < 0) break;
    fitting.push(id);
  }
  if (fitting.includes(shown)) return fitting;
  if (!pins.includes(shown)) return [...fitting, shown];
  let free = room - tabWidth(label(shown));
  return [...fitting.filter((id) => (free -= tabWidth(label(id))) >= 0), shown];
};
