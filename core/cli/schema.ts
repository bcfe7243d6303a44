import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { keptBranches } from '#core/spec/run-file.ts';
import { list, rows, runSpec } from '#core/spec/run-spec.ts';
import { mostMarks } from '#core/view/document.ts';
import { mark } from '#core/view/place.ts';
import { whole } from '#core/view/values.ts';
import { viewState } from '#core/view/view-state.ts';
import { limits } from '#core/spec/methods.ts';
import { languages, type Language } from '#core/words/catalogue.ts';
import { outputs } from '#core/words/cli/outputs.ts';
import { outputsIn, type OutputName } from './outputs.ts';
import type { SchemaName } from './table.ts';

/** Tables of numbers have a validator of their own, which stands for these. */
const numbers: JsonSchema = { type: 'array', items: { type: 'number' } };
const tables = new Map<unknown, JsonSchema>([
  [list, numbers],
  [rows, { type: 'array', items: numbers }],
]);

const documentSchema = v.strictObject({
  ...runSpec.entries,
  name: v.optional(v.string()),
  steps: v.optional(whole(1, limits.steps)),
  marks: v.optional(v.pipe(v.array(mark), v.maxLength(mostMarks))),
  view: v.optional(viewState),
  branches: v.optional(keptBranches),
});

const schemasIn = (language: Language) => ({ run: runSpec, document: documentSchema, ...outputsIn(outputs[language]) });

/** The JSON Schema (draft 2020-12) of what an author writes or a command does. */
export const schemaOf = (name: SchemaName, language: Language = languages[0]!): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `Retrograd: ${name}`,
  ...toJsonSchema(schemasIn(language)[name], {
    target: 'draft-2020-12',
    typeMode: 'input',
    // JSON has no numbers that are not finite, and nobody writes into what is only read.
    ignoreActions: ['finite', 'readonly'],
    overrideSchema: ({ valibotSchema }) => tables.get(valibotSchema),
  }),
});

/** A key of an output by its place, e.g. `layers[].dW`. */
export interface Field {
  readonly place: string;
  readonly type: string;
  readonly about: string;
}

/** Every key of what a command writes, with what it holds. */
export const fieldsOf = (name: OutputName, language: Language): Field[] => fieldsIn(schemaOf(name, language), '');

const fieldsIn = (schema: JsonSchema, place: string): Field[] => {
  const { properties = {}, items, additionalProperties } = schema;
  if (items && !Array.isArray(items) && typeof items === 'object') return fieldsIn(items, `${place}[]`);
  if (typeof additionalProperties === 'object') return fieldsIn(additionalProperties, `${place}.*`);
  return Object.entries(properties).flatMap(([key, inner]) => {
    if (typeof inner === 'boolean') return [];
    const at = place === '' ? key : `${place}.${key}`;
    const own = inner.description === undefined ? [] : [{ place: at, type: typeOf(inner), about: inner.description }];
    return [...own, ...fieldsIn(inner, at)];
  });
};

/** number, number[][], text ... */
const typeOf = (schema: JsonSchema): string => {
  if (schema.type === 'array' && typeof schema.items === 'object' && !Array.isArray(schema.items)) return `${typeOf(schema.items)}[]`;
  if (schema.anyOf) return 'number';
  return schema.enum ? schema.enum.map(String).join(' | ') : String(schema.type);
};
