import { runCommand } from '../src/command.ts';
import { sayOnScreen, step } from '../src/screen.ts';
import { type Answer, readAudit, readSignatures } from '../src/supply-chain/audit.ts';
import { runNpm } from '../src/supply-chain/npm.ts';

const PATIENCE = ['--fetch-retries=1', '--fetch-timeout=30000'];
const FOUND = 1;
const NOT_KNOWN = 2;

// Asks the registry what is known of the packages that run in production. That it could not be asked is no good news.
await runCommand(async () => {
  const advisories = await step(sayOnScreen, 'known vulnerabilities / zināmās ievainojamības', async () =>
    readAudit(await runNpm(['audit', '--json', '--omit=dev', ...PATIENCE])),
  );
  const signatures = await step(sayOnScreen, 'signatures of the packages / pakotņu paraksti', async () =>
    readSignatures(await runNpm(['audit', 'signatures', '--json', '--omit=dev', ...PATIENCE])),
  );
  tell('vulnerabilities / ievainojamības', advisories);
  tell('signatures / paraksti', signatures);
  const kinds = [advisories.kind, signatures.kind];
  return kinds.includes('found') ? FOUND : kinds.includes('silent') ? NOT_KNOWN : 0;
});

function tell(what: string, answer: Answer): void {
  if (answer.kind === 'clean') console.log(`✓ ${what}: none known / nekas nav zināms`);
  if (answer.kind === 'found') {
    console.log(`✗ ${what}: ${answer.lines.length}`);
    for (const line of answer.lines) console.log(`    ${line}`);
  }
  if (answer.kind === 'silent') {
    console.log(`! ${what}: the source could not be asked, nothing is known (${answer.reason})`);
    console.log('    avotam nevarēja pajautāt, tāpēc nekas nav zināms');
  }
}
