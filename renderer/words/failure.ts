/** The interface speaks of failures with the same sentences as the command line. */
export { sayFailure } from '#core/words/say-failure.ts';
