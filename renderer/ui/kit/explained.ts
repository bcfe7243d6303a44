import { getContext, setContext, type Snippet } from 'svelte';

const key = Symbol('explained');

/** How words are shown whose terms explain themselves; as a `mark`, a sign behind words that do something else when they are pressed. */
export type Explained = Snippet<[text: string, mark: boolean]>;
/** Says so for all below this component: the kit knows no glossary. */
export const explainWith = (shown: Explained): void => void setContext(key, shown);
export const explainedBy = (): Explained | undefined => getContext<Explained | undefined>(key);
