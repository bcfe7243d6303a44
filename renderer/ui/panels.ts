import type { Component } from 'svelte';
import type { App } from '#renderer/model/app.svelte.ts';
import DataPlane from './DataPlane.svelte';
import HealthPanel from './HealthPanel.svelte';
import LossCurve from './LossCurve.svelte';
import ScoresPanel from './ScoresPanel.svelte';

/** The views beside the network, by name, in the order in which they are offered; their titles are `words.shell.plot`. */
export const panels = {
  plane: DataPlane,
  loss: LossCurve,
  scores: ScoresPanel,
  health: HealthPanel,
} as const satisfies Record<string, Component<{ app: App }>>;

export type PanelId = keyof typeof panels;
export const panelIds = Object.keys(panels) as PanelId[];
