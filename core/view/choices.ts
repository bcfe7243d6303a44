import * as v from 'valibot';
import { flag, whole } from './values.ts';
import { viewIds, views, type ViewId } from './views.ts';

/** What a person chooses in the column of formulas. */
const formulas = {
  /** Cards opened (true) or closed by hand, by name; after the target where one was chosen. */
  cards: v.optional(v.record(v.string(), v.boolean()), {}),
  /** Whether long tables of terms stand under their formulas; unless chosen, where a formula has the whole height. */
  tables: v.optional(v.boolean()),
  paths: flag,
  samples: flag,
  curve: flag,
  cost: flag,
  /** The path, from 0, whose factors are shown. */
  path: v.optional(whole(0, 1e6)),
  whatIf: flag,
};

const entries = { ...(Object.fromEntries(viewIds.map((id) => [id, views[id].choices])) as Entries), formulas };
type Entries = { readonly [Id in ViewId]: (typeof views)[Id]['choices'] };

/** All that has choices: the views and the column of formulas. */
export type PaneId = keyof typeof entries;
export const paneIds = Object.keys(entries) as PaneId[];
const schemas = Object.fromEntries(paneIds.map((id) => [id, v.strictObject(entries[id])])) as {
  readonly [Id in PaneId]: v.StrictObjectSchema<(typeof entries)[Id], undefined>;
};
export type Choices<Id extends PaneId> = v.InferOutput<(typeof schemas)[Id]>;
/** As an author writes them. */
type WrittenChoices = { readonly [Id in PaneId]?: v.InferInput<(typeof schemas)[Id]> };
export type AllChoices = { readonly [Id in PaneId]: Choices<Id> };

/** The choices of one pane; what is left out is its default. */
export const choicesOf = <Id extends PaneId>(id: Id): (typeof schemas)[Id] => schemas[id];

const optionalSchemas = Object.fromEntries(paneIds.map((id) => [id, v.optional(schemas[id], {})]));
/** The choices of all panes; what is left out is its default. */
export const allChoices = v.strictObject(optionalSchemas) as unknown as v.GenericSchema<WrittenChoices, AllChoices>;

export const defaultChoices: AllChoices = v.parse(allChoices, {});
