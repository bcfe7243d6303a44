/** What the page knows of where it runs, in lines, for a report. */
export const pageFacts = (): readonly string[] => [
  navigator.userAgent,
  `${navigator.hardwareConcurrency} threads, ${innerWidth}x${innerHeight} at ${devicePixelRatio}, ${matchMedia('(pointer: coarse)').matches ? 'touch' : 'pointer'}`,
  `WebGL ${webgl()}`,
];

const webgl = (): string => {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'none';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
};
