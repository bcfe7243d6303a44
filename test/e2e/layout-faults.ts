/** What a person would object to in how the open page is laid out, one line for each; nothing is changed by looking. */
export interface LayoutFault {
  readonly kind: 'overlap' | 'cut' | 'outside' | 'small' | 'sideways';
  readonly what: string;
}

/**
 * Runs in the page, and so stands by itself. Of all texts and controls that are seen it finds those that share pixels, are cut off
 * where nothing scrolls or says the rest, leave the window, or are controls under 24 px that have others within 24 px (WCAG 2.5.8).
 */
export const layoutFaults = (): LayoutFault[] => {
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  interface Seen {
    readonly element: Element;
    readonly name: string;
    readonly box: Box;
    /** The lesser side, also of what is scrolled out of sight. */
    readonly size?: number;
  }
  const found = new Map<string, LayoutFault>();
  const report = (kind: LayoutFault['kind'], what: string): void => void found.set(kind + what, { kind, what });
  const meet = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const lesser = ({ left, top, right, bottom }: Box): number => Math.min(right - left, bottom - top);
  const middle = ({ left, top, right, bottom }: Box) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
  const placeOf = (element: Element): string => {
    const near = element.closest('[data-panel], [data-slot], [role="dialog"], header, footer, aside, main');
    const { panel, slot } = (near as HTMLElement | null)?.dataset ?? {};
    return panel ?? slot ?? near?.getAttribute('role') ?? near?.className.split(' ')[0] ?? '';
  };
  const short = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 50);
  const nameOf = (element: Element): string =>
    `${placeOf(element)}: ${short(element.getAttribute('aria-label') ?? (element.textContent || element.tagName.toLowerCase()))}`;

  /** Hidden for the eye, or one of the pieces of a formula, which overlap as mathematics has them. */
  const unseen = '.hidden-visually, .katex, script, style, option, [aria-hidden="true"] *, [role="tree"]:not(.focused)';
  /** Behind a dialog nothing is read or pressed. */
  const dialog = document.querySelector('[aria-modal="true"]');
  const isSeen = (element: Element): boolean =>
    dialog?.contains(element) !== false &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
    !element.closest(unseen);
  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
  const says = (element: Element): boolean => element.closest('[title], [aria-label]') !== null || element.querySelector('title') !== null;

  /** What is left of a box within all that clips it; says where it is cut off for good. */
  const clipped = (element: Element, box: Box, name: string, isText = false): Box => {
    let left = box;
    let position = isText ? 'static' : getComputedStyle(element).position;
    for (let at = isText ? element : element.parentElement; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (position === 'fixed') break;
      // What is placed absolutely is not clipped by those that it is not placed in.
      if (position === 'absolute' && style.position === 'static' && style.transform === 'none' && style.containerType === 'normal')
        continue;
      position = style.position === 'static' && position !== 'absolute' ? position : style.position;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const room = at.getBoundingClientRect();
      const over = Math.max(left.right - room.right, room.left - left.left);
      const high = Math.max(left.bottom - room.bottom, room.top - left.top);
      const ends = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      if (over > 2 && !scrolls(style.overflowX) && style.overflowX !== 'visible' && !(ends && says(at))) report('cut', `${name} (side)`);
      if (high > 4 && !scrolls(style.overflowY) && style.overflowY !== 'visible' && !(ends && says(at))) report('cut', `${name} (height)`);
      left = meet(left, room);
    }
    return left;
  };
  const isThere = ({ left, top, right, bottom }: Box): boolean => right - left > 1 && bottom - top > 1;

  /** Whether something opaque stands before the middle of a box, but for what is told to be see-through. */
  const covered = (element: Element, box: Box, but?: Element): boolean => {
    const { x, y } = middle(box);
    for (const at of document.elementsFromPoint(x, y)) {
      if (at === element || at.contains(element) || element.contains(at)) return false;
      if (but?.contains(at)) continue;
      if (!/rgba\(.*, 0(\.\d+)?\)|transparent/.test(getComputedStyle(at).backgroundColor)) return true;
    }
    return false;
  };
  /** Nothing is seen of it: not its middle and neither of its ends. */
  const buried = (element: Element, { left, top, right, bottom }: Box): boolean =>
    [(left + right) / 2, left + 3, right - 3].every((x) => covered(element, { left: x, right: x, top, bottom }));
  /** How many pixels two share, if nothing hides one of them where they meet; that is a layer before the page, but for two controls. */
  const shared = (a: Seen, b: Seen, controls = false): number => {
    const both = meet(a.box, b.box);
    const size = lesser(both);
    return size > 1 &&
      !covered(a.element, both, controls ? b.element : undefined) &&
      !covered(b.element, both, controls ? a.element : undefined)
      ? size
      : 0;
  };
  const inWindow = ({ name, box }: Seen): void => {
    const { scrollHeight, clientHeight } = document.documentElement;
    const most = Math.max(innerHeight, scrollHeight, clientHeight);
    if (box.left < -1 || box.top < -1 - scrollY || box.right > innerWidth + 1 || box.bottom > most + 1) report('outside', name);
  };

  // Where nothing answers to the pointer, what stands before what could not be asked.
  const asked = new CSSStyleSheet();
  asked.replaceSync('* { pointer-events: auto !important }');
  document.adoptedStyleSheets.push(asked);

  const texts: Seen[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (!node.textContent!.trim() || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      // Letters fill the middle of their line.
      const slack = (bottom - top) * 0.2;
      const name = nameOf(element);
      const box = clipped(element, { left, top: top + slack, right, bottom: bottom - slack }, name, true);
      if (!isThere(box) || buried(element, box)) continue;
      texts.push({ element, name: `${placeOf(element)}: ${short(node.textContent!)}`, box });
    }
  }

  const controls: Seen[] = [];
  const isControl = 'button, a[href], input, select, textarea, summary, [role="slider"], [role="separator"], [role="tab"], [role="radio"]';
  for (const element of document.querySelectorAll(isControl)) {
    if (!isSeen(element)) continue;
    const own = element.getBoundingClientRect();
    // A label answers for its box.
    const label = element.matches('input[type="checkbox"], input[type="radio"]') ? element.closest('label') : null;
    const name = nameOf(element);
    const whole = label ? label.getBoundingClientRect() : own;
    const box = clipped(element, whole, name);
    if (isThere(box) && !buried(element, box)) controls.push({ element, name, box, size: lesser(whole) });
  }
  texts.forEach(inWindow);
  controls.forEach(inWindow);
  const related = (a: Element, b: Element): boolean => a.contains(b) || b.contains(a) || a.closest('label')?.contains(b) === true;
  /** What stands on a track: its marks, and the ends of a loop. */
  const onTrack = (a: Element, b: Element): boolean =>
    [a, b].some((track) => track.matches('[data-track]') && track.parentElement!.contains(track === a ? b : a));
  const isLine = (element: Element): boolean => element.matches('[role="separator"]');
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      if (a.element === b.element || shared(a, b) <= 1.5) continue;
      report('overlap', `${a.name} | ${b.name}`);
    }
    for (const b of controls)
      if (!related(a.element, b.element) && !isLine(b.element) && shared(a, b) > 2) report('overlap', `${a.name} | [${b.name}]`);
  });
  controls.forEach((a, i) => {
    for (const b of controls.slice(i + 1))
      // A line that is dragged lies over the edges of both its sides.
      if (
        !related(a.element, b.element) &&
        !related(b.element, a.element) &&
        !onTrack(a.element, b.element) &&
        shared(a, b, true) > (isLine(a.element) || isLine(b.element) ? 5 : 2)
      )
        report('overlap', `[${a.name}] | [${b.name}]`);
    // A line is as long as what it divides, has its keys, and gives way to its neighbours.
    // A term stands in its sentence, as links do, and may be as high as its line.
    if (a.size! > 23.5 || isLine(a.element) || a.element.matches('[data-term]')) return;
    const { x, y } = middle(a.box);
    const around = { left: x - 12, top: y - 12, right: x + 12, bottom: y + 12 };
    const near = controls.find(
      (b) =>
        b !== a &&
        !isLine(b.element) &&
        // A menu stands before the page.
        a.element.closest('.app') === b.element.closest('.app') &&
        !related(a.element, b.element) &&
        !onTrack(a.element, b.element) &&
        lesser(meet(around, b.box)) > 0.5,
    );
    if (near) report('small', `${a.name} (${Math.round(a.size!)} px, by ${near.name})`);
  });
  for (const element of document.querySelectorAll<HTMLInputElement>(
    'input:not([type="range"], [type="checkbox"], [type="radio"], [type="file"])',
  ))
    if (isSeen(element) && element.scrollWidth > element.clientWidth + 1 && !element.title)
      report('cut', `${nameOf(element)}: ${element.value}`);
  for (const element of document.querySelectorAll('*'))
    if (element.scrollWidth > element.clientWidth + 1 && scrolls(getComputedStyle(element).overflowX) && isSeen(element))
      report('sideways', `${placeOf(element)}: ${element.className}`);
  if (document.documentElement.scrollWidth > innerWidth) report('sideways', 'the page');
  document.adoptedStyleSheets.pop();
  return [...found.values()];
};
