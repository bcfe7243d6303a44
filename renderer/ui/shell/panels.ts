import type { Component } from 'svelte';
import type { App } from '#renderer/model/app.svelte.ts';
import type { ViewId } from '#core/view/views.ts';
import ErrorsPanel from '#renderer/ui/views/errors/ErrorsPanel.svelte';
import DataPlane from '#renderer/ui/views/DataPlane.svelte';
import HealthPanel from '#renderer/ui/views/HealthPanel.svelte';
import LandscapePanel from '#renderer/ui/landscape/LandscapePanel.svelte';
import LossCurve from '#renderer/ui/views/LossCurve.svelte';
import ScoresPanel from '#renderer/ui/views/scores/ScoresPanel.svelte';
import NotebookPanel from '#renderer/ui/notebook/NotebookPanel.svelte';
import ActivationCurve from '#renderer/ui/views/ActivationCurve.svelte';
import BatchMicroscope from '#renderer/ui/views/BatchMicroscope.svelte';
import HiddenSpace from '#renderer/ui/views/HiddenSpace.svelte';
import HistogramView from '#renderer/ui/views/HistogramView.svelte';
import MatrixView from '#renderer/ui/views/MatrixView.svelte';
import NormalisationView from '#renderer/ui/views/NormalisationView.svelte';
import OptimiserView from '#renderer/ui/views/OptimiserView.svelte';
import ComputationGraph from '#renderer/ui/views/graph/ComputationGraph.svelte';
import UnitSurfaces from '#renderer/ui/views/UnitSurfaces.svelte';

/** What draws each of the views beside the network. */
export const panels = {
  plane: DataPlane,
  loss: LossCurve,
  scores: ScoresPanel,
  health: HealthPanel,
  activation: ActivationCurve,
  matrices: MatrixView,
  histogram: HistogramView,
  surfaces: UnitSurfaces,
  hidden: HiddenSpace,
  optimiser: OptimiserView,
  graph: ComputationGraph,
  normalisation: NormalisationView,
  microscope: BatchMicroscope,
  landscape: LandscapePanel,
  errors: ErrorsPanel,
  notebook: NotebookPanel,
} as const satisfies Partial<Record<ViewId, Component<{ app: App }>>>;

type LateView = Exclude<ViewId, keyof typeof panels>;

/** Those that are fetched when the first of them is opened. */
export const latePanels = {
  gradients: () => import('#renderer/ui/views/instruments/GradientBars.svelte'),
  knobs: () => import('#renderer/ui/views/instruments/KnobsView.svelte'),
  slope: () => import('#renderer/ui/views/instruments/SlopeView.svelte'),
  sketch: () => import('#renderer/ui/views/instruments/SketchPad.svelte'),
} as const satisfies Record<LateView, () => Promise<{ default: Component<{ app: App }> }>>;

export const isLate = (view: ViewId): view is LateView => Object.hasOwn(latePanels, view);
