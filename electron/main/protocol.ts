import { protocol, type Session } from 'electron';
import { answer } from './bundle.mjs';
import { isOurs, scheme } from './security.ts';

/** Must run before the app is ready: makes `app://` an origin of its own, with the rights of a secure page. */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

/** Serves the built page, and nothing beside it, to `app://`. */
export const serveBundle = (session: Session, root: string): void =>
  session.protocol.handle(scheme, async (request) => {
    if (!isOurs(request.url)) return new Response('Not found', { status: 404 });
    const { status, headers, body } = await answer(root, request.method, new URL(request.url).pathname);
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  });
