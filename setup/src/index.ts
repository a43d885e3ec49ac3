export { askBroker } from './broker/ready.ts';
export { type CommandContext, runCommand } from './command.ts';
export { type Infrastructure, type InfrastructureOptions, openInfrastructure } from './infrastructure.ts';
export { freePort } from './ports.ts';
export { SetupProblem } from './problem.ts';
export { keepRunning, type Part } from './processes/part.ts';
export { projectRoot } from './project.ts';
export { type Say, sayOnScreen, step } from './screen.ts';
export { readSettings, type Settings } from './settings.ts';
