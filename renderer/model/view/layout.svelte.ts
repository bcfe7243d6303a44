import { arrange, isNarrow, sectionsShown, sharesAfter, type Divider, type LayoutState, type Room } from './arrangement.ts';
import { slots, type Section, type Side, type Slot } from '#core/view/layout.ts';
import { defaultLayout, layoutFrom, layoutVersion } from './layout-kept.ts';
import type { Tool } from '#core/view/tools.ts';
import { mostPins, type ViewId } from '#core/view/views.ts';
import type { Store } from '#renderer/link/store.ts';

const key = 'retrograd.layout';
/** What is where in the window and how large; kept by the host's local storage, as the preferences are. */
export class Layout {
  room = $state.raw<Room>({ width: 0, height: 0, rem: 16, caption: 0 });
  state = $state.raw<LayoutState>(defaultLayout);
  /** The view that covers the stage for a while. It is not kept: the app starts with the network in sight. */
  large = $state<Slot | undefined>(undefined);

  /** The run that is open has something to show in the panels that nobody asked for or closed. */
  offered = $state(false);

  readonly arrangement = $derived(arrange(this.room, this.state, this.large, this.offered));

  constructor(
    readonly store: Store,
    /** A part that is switched off does not open. */
    readonly tools: { isOff(tool: Tool | undefined): boolean } = { isOff: () => false },
  ) {
    this.state = this.#read();
  }

  isOpen(part: Side | Section | 'bottom' | 'training'): boolean {
    const { editor, formulas, unfolded } = this.arrangement;
    if (part === 'editor') return editor !== undefined;
    if (part === 'detail') return formulas !== undefined;
    if (part === 'training') return this.state.open.training ?? this.offered;
    return part === 'bottom' ? this.state.open.bottom : unfolded.includes(part);
  }

  /** Opens or closes a panel or a section. Where there is room for one of either, the other one makes way. */
  toggle(part: Side | Section | 'bottom' | 'training'): void {
    const open = !this.isOpen(part);
    if (open && this.tools.isOff(this.#toolOf(part))) return;
    if (part === this.large) this.large = undefined;
    const isSide = part === 'editor' || part === 'detail';
    const latest = isSide ? { latest: part } : part === 'bottom' || part === 'training' ? {} : { section: part };
    // What lies over the network makes way for good: to close the one is to see the network, not the other.
    const alone = isSide && isNarrow(this.room);
    if (alone) this.large = undefined;
    const others = alone && open ? { editor: false, detail: false } : {};
    this.#change({ open: { ...this.state.open, ...others, [part]: open }, ...(open ? latest : {}) });
  }

  /** Closes what is switched off. */
  close(): void {
    for (const part of ['editor', 'formulas', ...slots] as const)
      if (this.tools.isOff(this.#toolOf(part)) && this.isOpen(part)) this.toggle(part);
    if (this.large && this.tools.isOff(this.state.slots[this.large])) this.large = undefined;
  }

  #toolOf(part: Side | Section | 'bottom' | 'training'): Tool | undefined {
    if (part === 'editor') return 'edit';
    if (part === 'formulas') return part;
    return part === 'detail' || part === 'training' ? undefined : this.state.slots[part];
  }

  /** Shows a view in a place; where it stood until now comes what it replaces. */
  show(slot: Slot, view: ViewId): void {
    if (this.tools.isOff(view)) return;
    const before = this.state.slots[slot];
    const from = slots.find((other) => this.state.slots[other] === view);
    this.#change({ slots: { ...this.state.slots, ...(from ? { [from]: before } : {}), [slot]: view } });
    if (this.large === from) this.large = undefined;
  }

  /** Opens a part that the person has not closed. */
  offer(part: Side | 'training'): void {
    if (this.state.open[part] === undefined && !this.isOpen(part)) this.toggle(part);
  }

  /** Shows a view in a place and opens that. */
  open(slot: Slot, view: ViewId): void {
    if (this.tools.isOff(view)) return;
    this.show(slot, view);
    if (this.large === slot) return;
    if (slot !== 'bottom' && !this.isOpen('detail')) this.toggle('detail');
    if (!this.isOpen(slot)) this.toggle(slot);
  }

  /** Takes the view of a place beside the network to the place under it, or back. */
  move(slot: Slot): void {
    const view = this.state.slots[slot];
    const down = slot !== 'bottom';
    this.large = undefined;
    this.show(down ? 'bottom' : 'first', view);
    this.#change({
      open: { ...this.state.open, bottom: down, ...(down ? {} : { detail: true, first: true }) },
      ...(down ? {} : { section: 'first' }),
    });
  }

  enlarge(slot: Slot): void {
    this.large = this.large === slot ? undefined : slot;
  }

  /** Pins a view or takes its pin away; the oldest pin gives way to a new one where there are too many. */
  pin(view: ViewId): void {
    const { pins } = this.state;
    this.#change({ pins: pins.includes(view) ? pins.filter((pinned) => pinned !== view) : [...pins, view].slice(-mostPins) });
  }

  /** Gives a part so many pixels, as far as it may have them. */
  resize(part: Divider['part'], size: number): void {
    const { dividers, tall } = this.arrangement;
    const divider = dividers.find((each) => each.part === part);
    if (!divider) return;
    const within = Math.max(divider.least, Math.min(divider.most, size));
    const { room, state } = this;
    if (part === 'editor' || part === 'detail') this.#change({ width: { ...state.width, [part]: rounded(within / room.rem) } });
    else if (part === 'bottom') this.#change({ share: { ...state.share, bottom: rounded(within / room.height) } });
    else this.#change({ share: sharesAfter(room, state, sectionsShown(tall, this.large), part, within) });
  }

  /** Gives a part its own size again. */
  restoreSize(part: Divider['part']): void {
    const { width, share } = this.state;
    if (part === 'editor' || part === 'detail') this.#change({ width: { ...width, [part]: undefined } });
    else if (part === 'bottom') this.#change({ share: { ...share, bottom: defaultLayout.share.bottom } });
    else this.#change({ share: { ...defaultLayout.share, bottom: share.bottom } });
  }

  /** Arranges parts of the window anew. */
  set(part: Partial<LayoutState>): void {
    this.#change(part);
  }

  reset(): void {
    this.state = defaultLayout;
    this.large = undefined;
  }

  /** Called whenever something changed; storage that is full or forbidden only loses the arrangement. */
  save(): void {
    try {
      this.store.setItem(key, JSON.stringify({ version: layoutVersion, ...this.state }));
    } catch {
      // Private windows may refuse; the arrangement lasts until the app closes.
    }
  }

  #change(part: Partial<LayoutState>): void {
    this.state = { ...this.state, ...part };
  }

  #read(): LayoutState {
    try {
      return layoutFrom(JSON.parse(this.store.getItem(key) ?? '{}'));
    } catch {
      return defaultLayout;
    }
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
