import type { Change } from '#core/spec/branch.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { ArgsId, ArgsOf } from '#core/view/commands.ts';
import type { App } from './app.svelte.ts';
import { branchRefusal, first, parameterRefusal, sampleRefusal, stepRefusal, targetRefusal } from '#renderer/model/view/refusal.ts';
import { applyView, arrangePanels, arrangeViews, goTo, holdWhatIf, loopOf } from '#renderer/model/view/view-state.ts';

/** Answers why it was not done, and settles once what it brings about is there. */
type Act<Args> = (app: App, args: Args) => Failure | undefined | Promise<Failure | undefined>;

/** What the commands with arguments do; their arguments are described in `core/view/commands.ts`. Each means something in an open run alone, but `openRun`. */
export const actions: { readonly [Id in ArgsId]: Act<ArgsOf<Id>> } = {
  openRun: async (app, { spec, steps }) => {
    if (await app.session.openSpec(spec, steps)) return app.playhead.arrive();
    return app.notices.current?.kind === 'failure' ? app.notices.current.failure : undefined;
  },
  trainTo: (app, { step }) => void app.session.setGoal(step),
  goTo: async (app, { branch = app.branches.current, ...position }) => {
    const refusal = branchRefusal(app, branch, 'args.branch') ?? stepRefusal(app, position.step);
    return refusal ?? (await app.session.turnTo(branch)) ?? goTo(app, position);
  },
  follow: (app, { sample }) => {
    const refusal = sampleRefusal(app, sample, 'args.sample');
    if (refusal) return refusal;
    app.selection.follow = sample;
    return app.playhead.arrive();
  },
  select: (app, { target }) => {
    const refusal = targetRefusal(app, target, 'args.target');
    if (!refusal) app.selection.selected = target;
    return refusal;
  },
  turnTo: async (app, { branch }) =>
    branchRefusal(app, branch, 'args.branch') ?? (await app.session.turnTo(branch)) ?? app.playhead.arrive(),
  fork: async (app, { change, step = app.playhead.step }) => {
    const refusal = stepRefusal(app, step);
    if (refusal) return refusal;
    // What a command keeps of a description is what is other in it.
    const spec = change.spec && { ...app.branches.specOf(app.branches.ownerOf(step)), ...change.spec };
    const whole = { ...change, ...(spec && { spec }) } as unknown as Change;
    return (await app.session.fork(whole, step)) ?? app.playhead.arrive();
  },
  prune: async (app, { branch }) => {
    const refusal = branchRefusal(app, branch, 'args.branch');
    if (refusal) return refusal;
    await app.session.prune(branch);
    return app.playhead.arrive();
  },
  compare: (app, { branches }) => {
    const refusal = first(branches, ({ branch }, index) => branchRefusal(app, branch, `args.branches[${index}].branch`));
    if (!refusal) app.branches.lay(branches);
    return refusal;
  },
  loop: (app, { range }) => void (app.playhead.marked = range && loopOf(app, range)),
  whatIf: (app, { held }) => {
    const refusal = held && parameterRefusal(app, held.place, 'args.held.place');
    if (!refusal) holdWhatIf(app, held);
    return refusal;
  },
  lookAt: ({ camera }, { camera: at }) => void camera.hold(at),
  openView: ({ layout }, { view, slot }) => void layout.open(slot, view),
  choose: ({ choices }, { view, choices: chosen }) => void choices.set({ [view]: chosen }),
  arrange: (app, { views, layout }) => {
    if (views) arrangeViews(app, views);
    if (layout) arrangePanels(app, layout);
    return undefined;
  },
  applyView,
};

/** These need no run. */
export const runless: readonly ArgsId[] = ['openRun', 'openView', 'choose', 'arrange'];
