import { app } from 'electron';
import os from 'node:os';
import { lastEvents } from './log.ts';

interface Gpu {
  readonly gpuDevice?: readonly { readonly active?: boolean; readonly vendorId?: number; readonly deviceId?: number }[];
}

const hex = (number = 0): string => number.toString(16).padStart(4, '0');

const graphics = async (): Promise<string> => {
  const { gpuDevice = [] } = (await app.getGPUInfo('basic')) as Gpu;
  const devices = gpuDevice.map(({ vendorId, deviceId, active }) => `${hex(vendorId)}:${hex(deviceId)}${active ? ' (active)' : ''}`);
  const features = Object.entries(app.getGPUFeatureStatus()).map(([feature, state]) => `${feature} ${String(state)}`);
  return `GPU ${devices.join(', ')}; ${features.join(', ')}`;
};

/** What a report needs of the program and the machine, in lines; nothing that names the person, the machine or a file. */
export const facts = async (): Promise<string> => {
  const { electron, chrome, node } = process.versions;
  return [
    `Electron ${electron}, Chromium ${chrome}, Node ${node}${app.isPackaged ? '' : ', unpacked'}`,
    `${os.type()} ${os.release()} ${os.arch()}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB`,
    await graphics().catch(() => 'GPU ?'),
    ...lastEvents(20),
  ].join('\n');
};
