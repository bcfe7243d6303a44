import { brain } from './brain.ts';
import { convnet } from './convnet.ts';
import { synaptic } from './synaptic.ts';
import type { Peer } from './task.ts';
import { startTfjs, tfjs } from './tfjs.ts';

/** By the name that figures give them. */
export const peers: Readonly<Record<string, Peer>> = { synaptic, brain, convnetjs: convnet, tfjs };
export const startPeers = startTfjs;
