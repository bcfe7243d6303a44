import type { Component } from 'svelte';
import type { App } from '#renderer/model/app.svelte.ts';
import type { ViewId } from '#renderer/model/views.ts';
import DataPlane from './DataPlane.svelte';
import HealthPanel from './HealthPanel.svelte';
import LandscapePanel from './LandscapePanel.svelte';
import LossCurve from './LossCurve.svelte';
import ScoresPanel from './ScoresPanel.svelte';

/** What draws each of the views beside the network. */
export const panels = {
  plane: DataPlane,
  loss: LossCurve,
  scores: ScoresPanel,
  health: HealthPanel,
  landscape: LandscapePanel,
} as const satisfies Record<ViewId, Component<{ app: App }>>;
