import type { TableShapes } from '#core/contract/table.ts';
import type { RunSpec } from '#core/spec/run-spec.ts';

/**
 * What the editor does to a run: each edit is a pure function from a run to a run. What one choice forces on another (four
 * classes need four outputs) is mended here; a value typed in is taken as it is, for the core's validator judges it. What a
 * file holds is known by its table's shape.
 */
export type Edit = (spec: RunSpec, tables?: TableShapes) => RunSpec;
