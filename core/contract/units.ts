/** Branded numbers: the compiler refuses to add training time to animation time. */
declare const unit: unique symbol;
type Branded<Name extends string> = number & { readonly [unit]: Name };

/** Training time: how many updates have been made. Step k starts from the parameters theta_k. Integer >= 0. */
export type Step = Branded<'Step'>;
/** Animation time within one step, in seconds at speed 1. */
export type Seconds = Branded<'Seconds'>;
/** 0 is the input layer; 1..L are the layers that have weights, so layer l is `trace.layers[l - 1]`. */
export type LayerIndex = Branded<'LayerIndex'>;

export const step = (value: number): Step => value as Step;
export const seconds = (value: number): Seconds => value as Seconds;
export const layerIndex = (value: number): LayerIndex => value as LayerIndex;
