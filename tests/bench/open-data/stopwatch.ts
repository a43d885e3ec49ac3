/** Starts to take the time. @returns how long it is since then, by the clock and by the processors' work for this process */
export function stopwatch() {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return {
      seconds: (performance.now() - startedAt) / 1000,
      processorSeconds: (user + system) / 1_000_000,
    };
  };
}
