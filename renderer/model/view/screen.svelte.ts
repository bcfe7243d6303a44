import type { HostCalls } from '#core/protocol/host.ts';

/** Whether the app fills the screen. */
export class Screen {
  full = $state(false);

  constructor(readonly host: Pick<HostCalls, 'setFullScreen'>) {}

  fill(on: boolean): void {
    this.full = on;
    this.host.setFullScreen(on);
  }
}
