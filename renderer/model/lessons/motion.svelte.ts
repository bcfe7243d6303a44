import type { Beat } from '#core/lessons/lesson.ts';
import { timeOf } from '#renderer/picture/time/position.ts';
import type { App } from '#renderer/model/app.svelte.ts';
import { compare, type TimePoint } from '#renderer/model/time/time-point.ts';
import { goTo } from '#renderer/model/view/view-state.ts';

type Play = NonNullable<Beat['play']>;

/** Steps a second of a beat's play, unless it says. */
const usualSteps = 2;
/** How long the picture is on its way to a scene at most, in seconds. */
const longestWay = 8;

/** How a lesson moves time: the picture's way to a scene, and a beat's play. What the learner does goes first. */
export class Motion {
  #way = $state.raw<TimePoint | undefined>(undefined);
  /** Where a beat's play ends, and how fast the learner plays. */
  #playing: { readonly to: Play; readonly speed: number } | undefined;

  constructor(readonly app: App) {}

  /** The picture is on its way to a scene. */
  get onWay(): boolean {
    return this.#way !== undefined;
  }

  /** The way from a place to where the playhead is, where it is short enough to be seen. */
  come(from: TimePoint): void {
    const { playhead, preferences } = this.app;
    const to = playhead.here;
    if (preferences.reducedMotion || from.step !== to.step || from.t >= to.t || this.#playing) return;
    playhead.seek(from.step, from.t);
    playhead.travel(to, longestWay);
    this.#way = to;
  }

  /** Ends the way at once, at its end. */
  arrive(): void {
    const to = this.#way;
    this.#way = undefined;
    if (to) this.app.playhead.seek(to.step, to.t);
  }

  /** Time goes on as far as a beat says. */
  play(to: Play): void {
    this.#endPlay();
    const { playhead } = this.app;
    this.#playing = { to, speed: playhead.speed };
    // Within a step it goes at the learner's own pace.
    if (to.step > playhead.step) playhead.speed = (to.stepsASecond ?? usualSteps) * playhead.duration;
    playhead.play();
  }

  /** Once a frame. `play` is that of the beat. */
  tick(play: Play | undefined): void {
    const { playhead } = this.app;
    if (this.#way && !playhead.playing) this.#way = undefined;
    const to = this.#playing?.to;
    if (!to || !playhead.timeline) return;
    if (to !== play) return this.#endPlay();
    const end = { step: to.step, phase: to.phase, layer: 0, unit: 0, part: 0, through: 1 };
    if (compare(playhead.here, { step: to.step, t: timeOf(playhead.timeline, end) }) < 0) return;
    const { playing } = playhead;
    this.#endPlay();
    // Who went further by hand stays there.
    if (!playing) return;
    playhead.pause();
    void goTo(this.app, end);
  }

  /** Nothing of a beat moves time any more, and the learner's own speed is there again. */
  end(): void {
    this.#endPlay();
    this.#way = undefined;
  }

  #endPlay(): void {
    if (this.#playing) this.app.playhead.speed = this.#playing.speed;
    this.#playing = undefined;
  }
}
