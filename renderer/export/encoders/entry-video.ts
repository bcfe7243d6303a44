import { encode } from './encoder.ts';
import { mp4 } from './mp4.ts';
import { webm } from './webm.ts';

/** Films of both forms, which share the most of their code: the name of the thread says which it makes. */
const { name } = globalThis as unknown as { readonly name: string };

encode(name === 'mp4' ? mp4 : webm);
