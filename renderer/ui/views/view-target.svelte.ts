import type { ParameterRef } from '#core/contract/explanation.ts';
import type { LayerBatch, LayerQuery } from '#core/protocol/probes.ts';
import type { Choices } from '#core/view/choices.ts';
import type { ViewId } from '#core/view/views.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { parameterOf } from '#renderer/model/view/parameter-of.ts';
import { exists, fitsNetwork } from '#renderer/model/formula/explain.ts';
import { follow, type LatestQuery } from '#renderer/model/queries/latest-query.svelte.ts';
import type { Target } from '#renderer/picture/shape.ts';

/** The layer, from 1, that a view is about: the one chosen in it, else the selected thing's, else the one at work. */
export const layerInView = (
  chosen: number | undefined,
  selected: Target | undefined,
  atWork: number | undefined,
  layers: number,
): number => {
  const wanted = chosen ?? (selected && selected.kind !== 'loss' && selected.layer > 0 ? selected.layer : atWork);
  return Math.max(1, Math.min(layers, wanted ?? 1));
};

type LayeredView = { [Id in ViewId]: 'layer' extends keyof Choices<Id> ? Id : never }[ViewId];

/** What a view of one layer looks at. */
export class ViewTarget {
  constructor(
    readonly of: () => App,
    /** The view, where its layer can be chosen. */
    readonly view?: LayeredView,
  ) {}

  /** The layer that the person chose in this view; undefined follows the picture. */
  get chosen(): number | undefined {
    return this.view && this.app.choices.of(this.view).layer;
  }

  choose(layer: number | undefined): void {
    if (this.view) this.app.choices.of(this.view).layer = layer;
  }

  get app(): App {
    return this.of();
  }

  /** The trace on show; undefined while it is still that of another network. */
  readonly trace = $derived.by(() => {
    const { shown } = this.app.playhead;
    const { spec } = this.app.run;
    return shown && spec && fitsNetwork(shown.trace, spec) ? shown.trace : undefined;
  });
  readonly layers = $derived.by(() => this.app.run.spec?.network.layers ?? []);
  /** What is selected, where this network has it. */
  readonly selected = $derived.by(() => {
    const { selected } = this.app.selection;
    const network = this.app.run.spec?.network;
    return selected && network && exists(network, selected) ? selected : undefined;
  });
  readonly layer = $derived.by(() => {
    const chosen = this.chosen !== undefined && this.chosen <= this.layers.length ? this.chosen : undefined;
    return layerInView(chosen, this.selected, this.app.playhead.position?.layer, this.layers.length);
  });
  /** The unit of this layer that is selected, by itself or by a weight or bias of its own. */
  readonly unit = $derived.by(() => {
    const selected = this.selected;
    if (!selected || selected.kind === 'loss' || selected.layer !== this.layer) return undefined;
    return selected.kind === 'weight' ? selected.to : selected.unit;
  });
  /** The weight or bias that is selected, else a weight of the unit that is selected or at work. */
  readonly place = $derived.by((): ParameterRef => {
    const at = this.app.playhead.position;
    const working = at !== undefined && at.layer === this.layer && (at.phase === 'gradient' || at.phase === 'update');
    const { units = 1 } = this.layers[this.layer - 1] ?? {};
    const inputs = this.layers[this.layer - 2]?.units ?? this.app.run.spec?.network.inputs ?? 1;
    return (
      parameterOf(this.selected) ?? {
        layer: this.layer,
        kind: 'W',
        row: working ? Math.min(at.part, inputs - 1) : 0,
        col: Math.min(units - 1, this.unit ?? (working ? at.unit : 0)),
      }
    );
  });
  readonly sample = $derived.by(() => this.trace?.batch.samples[0]);
}

/** The whole batch of the layer that a view looks at, asked for while it is wanted. */
export const wholeBatch = (viewTarget: ViewTarget, wanted = (): boolean => true): LatestQuery<LayerQuery, LayerBatch> =>
  follow(
    () => viewTarget.app,
    () => wanted() && viewTarget.trace && { step: viewTarget.trace.step, layer: viewTarget.layer },
    (question) => viewTarget.app.trainer.call('layerBatch', question),
  );
