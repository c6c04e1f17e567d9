import type { Change } from './change.ts';
import { breaks, differs, type Kind, type Statement } from './kind.ts';
import { code, loses } from './statement.ts';

const RESTARTS = { judgement: breaks('the container starts anew') };

export const container: Kind = {
  type: 'docker:index/container:Container',
  title: 'container',
  properties: Object.fromEntries(
    [
      ...['command', 'entrypoints', 'envs', 'healthcheck', 'hosts', 'image', 'mustRun', 'name'],
      ...['networksAdvanced', 'ports', 'restart', 'uploads', 'volumes', 'wait', 'waitTimeout'],
      ...[
        'attach',
        'destroyGraceSeconds',
        'logs',
        'networkMode',
        'securityOpts',
        'shmSize',
        'tmpfs',
      ],
    ].map((property) => [
      property,
      property === 'image' ? { ...RESTARTS, isPublic: true } : RESTARTS,
    ]),
  ),
  describe: describeContainer,
};

export const volume: Kind = {
  type: 'docker:index/volume:Volume',
  title: 'volume',
  properties: { name: { judgement: breaks('what runs on it starts without its data') } },
  describe: describeVolume,
};

export const network: Kind = {
  type: 'docker:index/network:Network',
  title: 'network',
  properties: { name: { judgement: differs('every container is made anew with it') } },
  describe: describeNetwork,
};

/** What the world is without while a server starts anew, by the server's name in the program. */
const AWAY: Readonly<Record<string, string>> = {
  database: 'Kong and FusionAuth are without their database for a moment',
  fusionauth: 'nobody gets a token for a moment',
  kong: 'every API is away for a moment',
};

function describeContainer({ operation, name, before, after }: Change): Statement[] {
  const [from, to] = [before['image'], after['image']];
  const what = `Container ${code(name)}`;
  const away = AWAY[name];
  const image = from === to ? '' : `, with ${code(to)} instead of ${code(from)}`;
  switch (operation) {
    case 'create':
      return [differs(`New container ${code(name)} from ${code(to)}.`)];
    case 'replace':
      if (!away) return [differs(`${what} runs again${image}.`)];
      return [
        breaks(`${what} starts anew${image}: ${away}.`),
        ...(name === 'database' && from !== to ? [loses(OTHER_RELEASE)] : []),
      ];
    case 'delete':
      return [away ? breaks(`${what} is deleted.`) : differs(`${what} is deleted.`)];
    default:
      return [differs(`${what} changes.`)];
  }
}

const OTHER_RELEASE =
  'PostgreSQL reads the data of its own major release only: another one needs a dump of the old first.';

function describeVolume({ operation, name, before }: Change): Statement[] {
  const what = `Volume ${code(before['name'] ?? name)}`;
  switch (operation) {
    case 'delete':
      return [loses(`${what} leaves the stack, and its data is lost unless keepData was on.`)];
    case 'replace':
      return [loses(`${what} is replaced: what runs on it starts without its data.`)];
    default:
      return [];
  }
}

function describeNetwork({ operation, name }: Change): Statement[] {
  if (operation !== 'replace' && operation !== 'delete') return [];
  return [breaks(`Network ${code(name)} is ${operation}d, and every container with it.`)];
}
