import { bounds } from '#core/document/bounds.ts';
import { carryIn } from '#core/document/png.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { documentHere } from './document-parts.ts';

/** The same picture, a PNG, with the document of what is on screen in it; as it was where that is too large. A run is open. */
export const carrying = async (app: App, png: Uint8Array): Promise<Uint8Array> => {
  const { documents } = app.keeper;
  const whole = await documents.bytes();
  const brief = whole.length <= bounds.carried ? undefined : await documentHere(app, documents.usualName, []);
  const document = brief ? (brief.ok ? brief.value : whole) : whole;
  const made = document.length <= bounds.carried ? carryIn(png, document) : undefined;
  return made?.ok ? made.value : png;
};
