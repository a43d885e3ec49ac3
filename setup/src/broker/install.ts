import { installPackages, mayInstallPackages } from '../distribution.ts';
import { SetupProblem } from '../problem.ts';
import { type Say, step } from '../screen.ts';
import { findMachineServer, type MachineServer } from './machine-server.ts';

/** The machine's RabbitMQ; installed from the distribution's packages when it is missing and we may. */
export async function ensureMachineServer(say: Say): Promise<MachineServer> {
  const found = findMachineServer();
  if (found !== undefined) return found;
  if (!mayInstallPackages()) throw notInstalled();
  await step(
    say,
    'RabbitMQ from the packages of the distribution (apt-get install rabbitmq-server)',
    install,
  );
  const installed = findMachineServer();
  if (installed === undefined) throw notInstalled();
  return installed;
}

async function install(): Promise<void> {
  const { installed, output } = await installPackages(['rabbitmq-server']);
  if (!installed) throw notInstalled(output);
}

function notInstalled(reason = ''): SetupProblem {
  const detail = reason === '' ? '' : `\n${reason.trim()}`;
  return new SetupProblem(
    'There is no RabbitMQ: no Docker engine runs, and rabbitmq-server is not installed. Install it ' +
      '("sudo apt-get install rabbitmq-server", "brew install rabbitmq"), start Docker, or set AMQP_URL to a broker.' +
      detail,
    'Nav RabbitMQ: Docker nedarbojas un rabbitmq-server nav uzinstalēts. Uzinstalējiet to ' +
      '("sudo apt-get install rabbitmq-server"), palaidiet Docker vai iestatiet AMQP_URL.',
  );
}
