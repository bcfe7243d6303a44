import type { Component } from 'svelte';
import type { App } from '#renderer/model/app.svelte.ts';
import type { ViewId } from '#renderer/model/views.ts';
import ErrorsPanel from './errors/ErrorsPanel.svelte';
import DataPlane from './DataPlane.svelte';
import HealthPanel from './HealthPanel.svelte';
import LandscapePanel from './LandscapePanel.svelte';
import LossCurve from './LossCurve.svelte';
import ScoresPanel from './ScoresPanel.svelte';
import NotebookPanel from './notebook/NotebookPanel.svelte';
import ActivationCurve from './views/ActivationCurve.svelte';
import BatchMicroscope from './views/BatchMicroscope.svelte';
import HiddenSpace from './views/HiddenSpace.svelte';
import HistogramView from './views/HistogramView.svelte';
import MatrixView from './views/MatrixView.svelte';
import NormalisationView from './views/NormalisationView.svelte';
import OptimiserView from './views/OptimiserView.svelte';
import TapeView from './views/TapeView.svelte';
import UnitSurfaces from './views/UnitSurfaces.svelte';

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
  tape: TapeView,
  normalisation: NormalisationView,
  microscope: BatchMicroscope,
  landscape: LandscapePanel,
  errors: ErrorsPanel,
  notebook: NotebookPanel,
} as const satisfies Record<ViewId, Component<{ app: App }>>;
