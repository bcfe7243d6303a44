import type { WorkState } from '#core/protocol/host.ts';
import type { App } from '#renderer/model/app.svelte.ts';

/** What the program around the window hears of its work, and has it do. */

export const workOf = ({ keeper, lesson, preferences }: App): WorkState => {
  const { current } = keeper.documents;
  return {
    ...(current?.token !== undefined && { token: current.token }),
    edited: keeper.isEdited,
    wouldLose: keeper.isAtRisk,
    blank: !current && !keeper.isEdited && !lesson,
    language: preferences.language,
  };
};

/** Opens what the host gives, and closes when it may. What was left here is on screen by now. */
export const followHost = (app: App): void => {
  const failed = (reason: unknown): void => app.report(reason);
  const { host } = app;
  host.onGiven?.(
    (file) => void app.files.take(file).catch(failed),
    (failure) => app.notices.fail(failure),
  );
  host.onClosing?.(() => {
    app.keeper.documents
      .mayClose()
      .then((may) => may && host.closeWindow?.())
      .catch(failed);
  });
};
