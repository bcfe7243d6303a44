/**
 * Runs in the page, and so stands by itself: every control that is seen and answers to a finger on less than 24 by 24 px, one line for each
 * (WCAG 2.5.8). What stands in a sentence is as high as its line.
 */
export const smallTargets = (): string[] => {
  const least = 24;
  const controls =
    'button, a[href], input, select, textarea, summary, [role="slider"], [role="tab"], [role="radio"], [role="option"], [role="treeitem"]';
  const unseen = '.hidden-visually, [aria-hidden="true"], [role="tree"]:not(.focused) *';
  /** Behind a dialog nothing is pressed. */
  const dialog = document.querySelector('[aria-modal="true"]');
  const isSeen = (element: Element): boolean =>
    dialog?.contains(element) !== false &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
    !element.closest(unseen) &&
    element.getBoundingClientRect().width > 1;
  const inSentence = (element: Element): boolean => {
    let line = element.parentElement;
    while (line && getComputedStyle(line).display === 'inline') line = line.parentElement;
    const beside = [...(line?.childNodes ?? [])].some((node) => node !== element && node.nodeType === 3 && /\w/.test(node.textContent!));
    return getComputedStyle(element).display.startsWith('inline') && beside;
  };
  /** What a label, or a piece drawn around the control, adds to it. */
  const answers = (element: Element, x: number, y: number): boolean => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.closest('label')?.contains(element) === true);
  };
  const found = new Set<string>();
  for (const element of document.querySelectorAll(controls)) {
    if (!isSeen(element) || inSentence(element)) continue;
    const { left, top, width, height } = (element.closest('label') ?? element).getBoundingClientRect();
    if (Math.min(width, height) > least - 0.5) continue;
    const own = element.getBoundingClientRect();
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    const half = least / 2 - 0.5;
    const wide = width > least - 0.5 || (answers(element, x - half, y) && answers(element, x + half, y));
    const high = height > least - 0.5 || (answers(element, x, y - half) && answers(element, x, y + half));
    if (wide && high) continue;
    const name = element.getAttribute('aria-label') ?? element.textContent!.trim().slice(0, 40);
    found.add(
      `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0]} «${name}» ${Math.round(width)} x ${Math.round(height)} at ${Math.round(left)}, ${Math.round(top)}`,
    );
  }
  return [...found];
};
