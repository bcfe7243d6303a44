import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import { channels } from '#core/protocol/bridge.ts';
import type { Message, Port, Request } from '#core/protocol/trainer.ts';
import { isRequest, isText, refusalOf } from './check.ts';
import { isTrusted } from './security.ts';
import { startTrainerThread } from './trainer-thread.ts';

/**
 * Carries messages between a page and its trainer's thread: a thread's messages cannot go to another process by themselves.
 * Each page has one trainer at a time. A page that starts one anew gives a new session name; what an older one still says
 * does not carry that name and is not heard.
 */
interface Relay {
  readonly session: string;
  readonly trainer: Port<Message, Request>;
}

const relays = new Map<WebContents, Relay>();

export const relayTrainers = (): void => {
  const fromPage = (channel: string, act: (event: IpcMainEvent, session: string, message: unknown) => void): void => {
    ipcMain.on(channel, (event, session: unknown, message: unknown) => {
      if (isTrusted(event.senderFrame) && isText(session)) act(event, session, message);
    });
  };
  fromPage(channels.trainerStart, ({ sender }, session) => start(sender, session));
  fromPage(channels.trainerStop, ({ sender }, session) => {
    if (relays.get(sender)?.session === session) stop(sender);
  });
  fromPage(channels.trainerPost, ({ sender }, session, message) => {
    const relay = relays.get(sender);
    if (relay?.session !== session) return;
    if (isRequest(message)) return relay.trainer.post(message);
    const refusal = refusalOf(message);
    if (refusal) sender.send(channels.trainerMessage, session, refusal);
  });
};

const start = (page: WebContents, session: string): void => {
  stop(page);
  const trainer = startTrainerThread();
  const say = (channel: string, content: unknown): void => {
    if (relays.get(page)?.session === session && !page.isDestroyed()) page.send(channel, session, content);
  };
  trainer.listen((message) => say(channels.trainerMessage, message));
  trainer.onLost?.((reason) => {
    say(channels.trainerLost, reason);
    if (relays.get(page)?.session === session) relays.delete(page);
  });
  relays.set(page, { session, trainer });
};

/** Ends the page's trainer, if it has one. */
export const stop = (page: WebContents): void => {
  relays.get(page)?.trainer.close();
  relays.delete(page);
};
