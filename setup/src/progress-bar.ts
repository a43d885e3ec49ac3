const WIDTH = 30;
const STEP = 0.05;
const MEGABYTE = 1_000_000;

/** Shows how far something of a known size has come: on a screen in place, elsewhere a line every twentieth. */
export function progressBar(size: number): { add(count: number): void; end(): void } {
  const startedAt = performance.now();
  const onScreen = process.stdout.isTTY;
  let done = 0;
  let shown = -1;
  const show = (): void => {
    const share = size === 0 ? 1 : Math.min(1, done / size);
    if (share - shown < (onScreen ? 0.005 : STEP) && share < 1) return;
    if (share === shown) return;
    shown = share;
    const full = Math.round(share * WIDTH);
    const rate = done / MEGABYTE / Math.max(0.001, (performance.now() - startedAt) / 1000);
    const line = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} %  ${(done / MEGABYTE).toFixed(1)} MB  ${rate.toFixed(1)} MB/s`;
    process.stdout.write(onScreen ? `\r${line}` : `${line}\n`);
  };
  return {
    add: (count) => {
      done += count;
      show();
    },
    end: () => {
      if (onScreen) process.stdout.write('\n');
    },
  };
}
