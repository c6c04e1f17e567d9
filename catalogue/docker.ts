import { breaks, differs, type Kind } from './kind.ts';

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
    ].map((property) => [property, RESTARTS]),
  ),
};

export const volume: Kind = {
  type: 'docker:index/volume:Volume',
  title: 'volume',
  properties: { name: { judgement: breaks('what runs on it starts without its data') } },
};

export const network: Kind = {
  type: 'docker:index/network:Network',
  title: 'network',
  properties: { name: { judgement: differs('every container is made anew with it') } },
};
