/** What a browser makes of an SVG, at a size in pixels. */
export const vectorPixels = async (svg: string, width: number, height: number): Promise<ImageData> => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(image.src);
  return context.getImageData(0, 0, width, height);
};

/** How far two renderers may put the same rim apart, in pixels, and how far a channel may be off beyond what lies there. */
const [reach, tolerance] = [2, 24];

/** The share of pixels of either picture that have a channel outside of all that the other one has around their place. */
export const unlike = (one: ImageData, other: ImageData): number => (odd(one, other) + odd(other, one)) / (2 * one.width * one.height);

const odd = ({ width, height, data }: ImageData, other: ImageData): number => {
  let count = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (!isAround(data, 4 * (y * width + x), other, x, y)) count++;
  return count;
};

const isAround = (data: Uint8ClampedArray, at: number, { width, height, data: other }: ImageData, x: number, y: number): boolean => {
  for (let channel = 0; channel < 3; channel++) {
    let [low, high] = [255, 0];
    for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
        const value = other[4 * (v * width + u) + channel]!;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    const own = data[at + channel]!;
    if (own < low - tolerance || own > high + tolerance) return false;
  }
  return true;
};
