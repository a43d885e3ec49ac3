import { join } from 'node:path';
import { runCommand } from '../src/command.ts';
import { makeComposeSecrets } from '../src/compose-secrets.ts';
import { projectRoot } from '../src/project.ts';

await runCommand(async () => {
  const folder = process.argv[2] ?? join(projectRoot, 'docker', 'secrets');
  await makeComposeSecrets(folder);
  console.log(
    `✓ secrets in ${folder}; keep a copy of the key files in a safe place / noslēpumi mapē ${folder}`,
  );
  return 0;
});
