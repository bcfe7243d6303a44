import { choicesOf, defaultChoices, paneIds, type AllChoices, type Choices, type PaneId } from '#core/view/choices.ts';

/** A pane's choices, to be read and written; each is replaced as a whole. */
export type Chosen<Id extends PaneId> = { -readonly [Name in keyof Choices<Id>]: Choices<Id>[Name] };

class Pane<Id extends PaneId> {
  value = $state.raw() as Choices<Id>;
  readonly chosen: Chosen<Id>;

  constructor(readonly id: Id) {
    this.value = defaultChoices[id];
    const names = Object.keys(choicesOf(id).entries) as (keyof Choices<Id>)[];
    this.chosen = Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, this.#access(name)]))) as Chosen<Id>;
  }

  #access<Name extends keyof Choices<Id>>(name: Name): PropertyDescriptor {
    return {
      enumerable: true,
      get: () => this.value[name],
      set: (value: Choices<Id>[Name]) => (this.value = { ...this.value, [name]: value }),
    };
  }
}

/**
 * What the person chose in every view and in the column of formulas, whether it is open or not. A pane reads and writes its own, and
 * nothing else of it lasts.
 */
export class ViewChoices {
  readonly #panes = Object.fromEntries(paneIds.map((id) => [id, new Pane(id)])) as { readonly [Id in PaneId]: Pane<Id> };

  of<Id extends PaneId>(id: Id): Chosen<Id> {
    return this.#panes[id].chosen as Chosen<Id>;
  }

  get all(): AllChoices {
    return Object.fromEntries(paneIds.map((id) => [id, this.#panes[id].value])) as unknown as AllChoices;
  }

  /** Sets the choices of some panes. */
  set(choices: Partial<AllChoices>): void {
    for (const id of paneIds) if (choices[id]) this.#panes[id].value = choices[id] as never;
  }
}
