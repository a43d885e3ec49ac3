import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '@saite/runtime/testing';
import { projectRoot } from '../../../setup/src/project.ts';
import { secretsOf } from '../secrets.ts';
import type { World } from '../world.ts';

const run = promisify(execFile);
const LIMIT_MS = 120_000;

const keysCommand = ({ ground }: World, ...args: readonly string[]) =>
  run(process.execPath, [join(projectRoot, 'setup/commands/keys.ts'), ...args], {
    env: { ...process.env, ...ground.infrastructure.environment },
  });

/** Changes keys while everything runs; neither the old ones nor the new ones may stand anywhere. */
export async function rotateKeys(world: World): Promise<void> {
  world.secrets.push(...secretsOf(world.ground.folder, []));
  await keysCommand(world, 'rotate', 'sealing');
  await keysCommand(world, 'rotate', 'labis');
}

/** Destroys the old sealing key, once nothing that is stored needs it. */
export async function forgetKeys(world: World): Promise<void> {
  await until(
    () =>
      keysCommand(world, 'forget', 'sealing').then(
        () => 'forgotten',
        (error: unknown) => String(Object(error).stderr),
      ),
    (said) => said === 'forgotten',
    LIMIT_MS,
  );
}
