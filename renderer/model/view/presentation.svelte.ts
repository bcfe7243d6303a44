import type { Granularity } from '#core/contract/position.ts';
import type { Layout } from './layout.svelte.ts';
import type { Playhead } from '#renderer/model/time/playhead.svelte.ts';
import type { Preferences } from '#renderer/model/preferences.svelte.ts';
import type { Screen } from './screen.svelte.ts';
import type { ViewId } from '#core/view/views.ts';

/**
 * The network shown to a room: the picture alone, large, light and rich in contrast. It takes what it needs of the app and
 * gives it back as it was; where the playhead got to stays.
 */
export class Presentation {
  on = $state(false);
  /** The picture is away so that people look at the speaker. */
  blank = $state<'black' | 'white' | undefined>(undefined);
  /** What stands beside the picture: the formula of what happens now, or the view that is beside it at the desk. */
  beside = $state<'formula' | 'view' | undefined>(undefined);
  /** Another view than the one at the desk, which stays as it is. */
  #view = $state<ViewId | undefined>(undefined);
  /** What a clicker moves by; the person's last choice while presenting. */
  #stride: Granularity = 'phase';
  #before: { readonly granularity: Granularity; readonly fullScreen: boolean } | undefined;

  constructor(
    readonly playhead: Pick<Playhead, 'granularity'>,
    readonly preferences: Pick<Preferences, 'presenting'>,
    readonly layout: Pick<Layout, 'state' | 'large'>,
    readonly screen: Pick<Screen, 'full' | 'fill'>,
  ) {}

  start(): void {
    if (this.on) return;
    const { playhead, preferences, screen } = this;
    this.#before = { granularity: playhead.granularity, fullScreen: screen.full };
    playhead.granularity = this.#stride;
    preferences.presenting = true;
    this.on = true;
    if (!screen.full) screen.fill(true);
  }

  /** What a move is at the desk; what a clicker moves by while presenting is the presenter's own. */
  get deskGranularity(): Granularity {
    return this.#before?.granularity ?? this.playhead.granularity;
  }

  set deskGranularity(granularity: Granularity) {
    if (this.#before) this.#before = { ...this.#before, granularity };
    else this.playhead.granularity = granularity;
  }

  /** The view that is beside the picture, or would be. */
  get view(): ViewId {
    const { state, large } = this.layout;
    return this.#view ?? state.slots[large ?? 'first'];
  }

  /** The next of the pinned views, round the end; where none is beside the picture, the one that would be. */
  nextView(): void {
    const { pins } = this.layout.state;
    if (this.beside === 'view') this.#view = pins[(pins.indexOf(this.view) + 1) % pins.length] ?? this.view;
    this.beside = 'view';
  }

  /** Puts this view beside the picture. */
  showView(view: ViewId): void {
    this.#view = view;
    this.beside = 'view';
  }

  /** Puts one of the two beside the picture, or takes it away. */
  toggle(beside: 'formula' | 'view'): void {
    this.beside = this.beside === beside ? undefined : beside;
  }

  leave(): void {
    if (!this.on) return;
    const { playhead, preferences } = this;
    const { granularity, fullScreen } = this.#before!;
    this.#before = undefined;
    this.#stride = playhead.granularity;
    playhead.granularity = granularity;
    preferences.presenting = false;
    this.on = false;
    this.blank = undefined;
    this.beside = undefined;
    this.#view = undefined;
    if (!fullScreen) this.screen.fill(false);
  }
}
