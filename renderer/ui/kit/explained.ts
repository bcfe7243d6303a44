import { getContext, setContext, type Snippet } from 'svelte';

const key = Symbol('explained');

/** Says how words at controls are shown below this component: the kit knows no glossary. */
export const explainWith = (shown: Snippet<[text: string]>): void => void setContext(key, shown);
export const explainedBy = (): Snippet<[text: string]> | undefined => getContext<Snippet<[text: string]> | undefined>(key);
