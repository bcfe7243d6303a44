import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/** What Electron's program is left able to do, set in the program itself once the app is packed and before it is signed. */
export const fuses = {
  // The program is this app, and no Node that runs whatever it is given.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // What runs is the archive, as it was packed: where the system vouches for the program, on macOS and Windows.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot beside the program's own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page is of `app://`.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Without them each access of the compiled core to its memory would be checked by instructions of its own.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * The part of electron-builder's `AfterPackContext` that says where the program is.
 * @typedef {object} Packed
 * @property {string} appOutDir
 * @property {string} electronPlatformName
 * @property {{ executableName?: string, appInfo: { productFilename: string } }} packager
 */

/** @type {Readonly<Record<string, string>>} */
const endings = { darwin: '.app', win32: '.exe' };

/** @type {(packed: Packed) => string} */
const programOf = ({ appOutDir, electronPlatformName, packager }) => {
  const name = electronPlatformName === 'linux' ? packager.executableName : undefined;
  return path.join(appOutDir, `${name ?? packager.appInfo.productFilename}${endings[electronPlatformName] ?? ''}`);
};

/** Rejects where the program has a fuse that is not named above. @type {(packed: Packed) => Promise<void>} */
export const afterPack = async (packed) => {
  await flipFuses(programOf(packed), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // On Apple's processors a program that was changed does not start before it is signed again, if only by nobody.
    resetAdHocDarwinSignature: packed.electronPlatformName === 'darwin',
    ...fuses,
  });
};
