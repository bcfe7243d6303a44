/** Replaces the code that Pixi would generate with `new Function`, which the content security policy forbids. Has no types. */
declare module 'pixi.js/unsafe-eval';
