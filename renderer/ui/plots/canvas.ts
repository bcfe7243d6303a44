import type { Attachment } from 'svelte/attachments';

type Paint = (context: CanvasRenderingContext2D) => void;

/** A canvas as sharp as the screen, painted in CSS pixels. */
export const canvas2d =
  (width: number, height: number, paint: Paint | undefined): Attachment<HTMLCanvasElement> =>
  (canvas) => {
    const ratio = window.devicePixelRatio || 1;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext('2d');
    if (!context || !paint) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(context);
  };
