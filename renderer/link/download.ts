/** How long a finished download may still be read: some browsers ask where to put it first. */
const life = 10 * 60_000;

/** Gives the browser a file to put where it puts downloads; `over` is called when nobody reads it any more. */
export const download = (name: string, content: Blob, over: () => void): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
    over();
  }, life);
};
