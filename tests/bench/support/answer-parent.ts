/** Does a program's work and tells its parent what came of it; ends if the parent is gone. */
export async function answerParent<Answer extends object>(
  work: (args: readonly string[]) => Promise<Answer>,
): Promise<void> {
  const endAlone = () => process.exit(1);
  process.on('disconnect', endAlone);
  const answer = await work(process.argv.slice(2));
  process.send?.(answer);
  process.off('disconnect', endAlone);
  process.disconnect();
}
