import type { Component } from 'svelte';
import type { App } from '#renderer/model/app.svelte.ts';
import type { ViewId } from '#core/view/views.ts';
import DataPlane from '#renderer/ui/views/DataPlane.svelte';
import LossCurve from '#renderer/ui/views/LossCurve.svelte';
import ScoresPanel from '#renderer/ui/views/scores/ScoresPanel.svelte';

/** What draws each of the views beside the network. */
export const panels = {
  plane: DataPlane,
  loss: LossCurve,
  scores: ScoresPanel,
} as const satisfies Partial<Record<ViewId, Component<{ app: App }>>>;

type LateView = Exclude<ViewId, keyof typeof panels>;

/** Those that are fetched when the first of them is opened. */
export const latePanels = {
  health: () => import('#renderer/ui/views/HealthPanel.svelte'),
  activation: () => import('#renderer/ui/views/ActivationCurve.svelte'),
  matrices: () => import('#renderer/ui/views/MatrixView.svelte'),
  histogram: () => import('#renderer/ui/views/HistogramView.svelte'),
  surfaces: () => import('#renderer/ui/views/UnitSurfaces.svelte'),
  hidden: () => import('#renderer/ui/views/HiddenSpace.svelte'),
  optimiser: () => import('#renderer/ui/views/OptimiserView.svelte'),
  graph: () => import('#renderer/ui/views/graph/ComputationGraph.svelte'),
  program: () => import('#renderer/ui/views/program/ProgramView.svelte'),
  normalisation: () => import('#renderer/ui/views/NormalisationView.svelte'),
  microscope: () => import('#renderer/ui/views/BatchMicroscope.svelte'),
  landscape: () => import('#renderer/ui/landscape/LandscapePanel.svelte'),
  errors: () => import('#renderer/ui/views/errors/ErrorsPanel.svelte'),
  notebook: () => import('#renderer/ui/notebook/NotebookPanel.svelte'),
  gradients: () => import('#renderer/ui/views/instruments/GradientBars.svelte'),
  knobs: () => import('#renderer/ui/views/instruments/KnobsView.svelte'),
  slope: () => import('#renderer/ui/views/instruments/SlopeView.svelte'),
  sketch: () => import('#renderer/ui/views/instruments/SketchPad.svelte'),
} as const satisfies Record<LateView, () => Promise<{ default: Component<{ app: App }> }>>;

export const isLate = (view: ViewId): view is LateView => Object.hasOwn(latePanels, view);

/** Has their code on its way before they are opened. */
export const fetchViews = (views: readonly ViewId[]): void => {
  for (const view of views.filter(isLate)) void latePanels[view]();
};
