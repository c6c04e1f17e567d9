import { expect, it } from 'vitest';
import { RUN_FOR, pasteable } from '../../servers/problems.ts';

const came = (stack: string, platform: string) => ({
  [RUN_FOR.stack]: stack,
  [RUN_FOR.platform]: platform,
});

it.each([
  ['pulumi config set tenant NAME', 'npm run pulumi -- config set --stack prod tenant NAME'],
  [
    "pulumi config rm --path 'a[0]', or pulumi up",
    "npm run pulumi -- config rm --stack prod --path 'a[0]', or npm run pulumi -- up --stack prod",
  ],
  ['pulumi up --stack other', 'npm run pulumi -- up --stack other'],
  ['npm run pulumi -- config set a b', 'npm run pulumi -- config set a b'],
  ['start Kong, or do without', 'start Kong, or do without'],
])('%j is, to whoever came by npm run, %j', (fix, pasted) => {
  expect(pasteable(fix, came('prod', 'existing'))).toBe(pasted);
  expect(pasteable(pasted, came('prod', 'existing'))).toBe(pasted);
});

it('names the command that starts the stand-ins', () => {
  const fix = 'start FusionAuth, or pulumi config set fusionauth:host URL';
  expect(pasteable(fix, came('dev', 'embedded'))).toBe(
    'npm run embedded -- start, or npm run pulumi -- config set --stack dev fusionauth:host URL',
  );
});

it('is as it was to whoever runs pulumi', () => {
  expect(pasteable('pulumi config set tenant NAME', {})).toBe('pulumi config set tenant NAME');
});
