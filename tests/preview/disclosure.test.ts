import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPreview } from '../../commands/shared/preview/changes.ts';
import { LIMIT, asMarkdown } from '../../commands/preview/markdown.ts';
import { summarize } from '../../commands/shared/preview/summary.ts';
import { TYPES, previewOf, type Step } from './preview-json.ts';

const SECRET = 'kept-from-reviewers-3f9a';
const token = `eyJhbGciOiJSUzI1NiJ9.${SECRET}.c2ln`;
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

/** Where secrets turn up that the engine does not know to be secret. */
const HIDING_PLACES: readonly (readonly [string, string, object])[] = [
  ['a password in plain text', TYPES.user, { email: 'u@example.com', password: SECRET }],
  ['the secret of a credential', TYPES.credential, { key: 'https://a.example', secret: SECRET }],
  ['an API key', TYPES.apiKey, { name: 'k', key: SECRET }],
  ['a password in the URL of an upstream', TYPES.service, { host: `http://me:${SECRET}@upstream` }],
  [
    'a password in an issuer',
    TYPES.tenant,
    { name: 't', issuer: `https://me:${SECRET}@a.example` },
  ],
  [
    'a token in a query',
    TYPES.service,
    { name: 's', host: 'upstream', path: `/?access=${SECRET}` },
  ],
  ['a token in a description', TYPES.apiKey, { name: 'k', description: `try ${token}` }],
  [
    'a client secret',
    TYPES.application,
    { name: 'a', oauthConfiguration: { clientSecret: SECRET } },
  ],
  [
    'a password in the configuration of a plugin',
    TYPES.plugin,
    {
      name: 'rate-limiting',
      configJson: JSON.stringify({ redis: { password: SECRET, host: SECRET } }),
    },
  ],
  [
    'a header in the configuration of a plugin',
    TYPES.plugin,
    {
      name: 'request-transformer',
      configJson: JSON.stringify({ add: { headers: [`k:${SECRET}`] } }),
    },
  ],
  ['a property of a provider nobody knows', 'other:index:Thing', { setting: SECRET }],
  ['a header of the Kong provider', 'pulumi:providers:kong', { kongAdminToken: SECRET }],
];

test.each(HIDING_PLACES)('%s is not shown, new, changed or deleted', (_, type, inputs) => {
  for (const [before, after] of [
    [undefined, inputs],
    [inputs, {}],
    [{}, inputs],
    [inputs, undefined],
  ]) {
    const op = before ? (after ? 'update' : 'delete') : 'create';
    const step: Step = { op, type, name: 'x', ...(before && { before }), ...(after && { after }) };
    const summary = markdown([step]);
    expect(summary).toContain('<details>');
    expect(summary).not.toContain(SECRET);
  }
});

test('a private key is not shown where a public one belongs, nor in an error', () => {
  const body = privateKey.split('\n')[3]!;
  const after = { key: 'https://a.example', rsaPublicKey: privateKey };
  const step = { op: 'create', type: TYPES.credential, name: 'c', after };
  expect(markdown([step])).not.toContain(body);
  expect(
    asMarkdown(summarize(readPreview(previewOf([], [`refused: ${privateKey}`]), 'test'))),
  ).not.toContain(body);
});

test('a failed preview says so and why, without the secrets in it', () => {
  const error = `refused: {"apiKey": "${SECRET}", "clientSecret":"${SECRET}"} password=${SECRET}`;
  const summary = asMarkdown(summarize(readPreview(previewOf([], [error]), 'test')));
  expect(summary).toContain('failed');
  expect(summary).toContain('refused: {"apiKey": (withheld)');
  expect(summary).not.toContain(SECRET);
});

test('names cannot mention people, add HTML or leave their place', () => {
  const email = '`@everyone` <img src=x> ~~~~~ </details>';
  const summary = markdown([{ op: 'create', type: TYPES.user, name: email, after: { email } }]);
  const [text, diff] = summary.split('<details><summary>');
  expect(text).toContain('New user `` `@everyone` <img src=x> ~~~~~ </details> ``.');
  expect(diff!.match(/^~~~~~/gm)).toHaveLength(2);
});

test('any number of changes fits into a comment, what is dangerous first', () => {
  const many: Step[] = Array.from({ length: 3000 }, (_, index) => ({
    op: 'create',
    type: TYPES.user,
    name: `user-${index}`,
    after: { email: `user-${index}@example.com` },
  }));
  const gone = { op: 'delete', type: TYPES.tenant, name: 't', before: { name: 'main' } };
  const summary = markdown([...many, gone]);
  expect(summary.length).toBeLessThanOrEqual(LIMIT);
  expect(summary).toContain('Tenant `main` is deleted');
  expect(summary).toMatch(/\d+ more lines/);
});

test('a long diff is cut and the summary kept', () => {
  const routes: Step[] = Array.from({ length: 300 }, (_, index) => ({
    op: 'create',
    type: TYPES.route,
    name: `route-${index}`,
    after: { name: `route-${index}`, paths: [`/${'x'.repeat(150)}`], protocols: ['http'] },
  }));
  const summary = markdown(routes);
  expect(summary.length).toBeLessThanOrEqual(LIMIT);
  for (const { name } of routes) expect(summary.split('<details>')[0]).toContain(`\`${name}\``);
  expect(summary.match(/^~~~~~/gm)).toHaveLength(2);
  expect(summary).toMatch(/\d+ more lines: run `pulumi preview --diff`/);
  expect(summary.trimEnd().endsWith('</details>')).toBe(true);
});

test('whatever the names and the length, it stays within the limit and closes what it opens', () => {
  const step = fc.record({
    op: fc.constantFrom('create', 'update', 'delete', 'replace'),
    type: fc.constantFrom(...Object.values(TYPES)),
    name: fc.string({ minLength: 1 }),
    before: fc.dictionary(fc.string(), fc.jsonValue()),
    after: fc.dictionary(fc.string(), fc.jsonValue()),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 20 }),
      fc.integer({ min: 1000, max: 5000 }),
      (steps, limit) => {
        const summary = asMarkdown(summarize(readPreview(previewOf(steps), 'test')), limit);
        expect(summary.length).toBeLessThanOrEqual(limit);
        const fences = summary.match(/^~~~~~/gm)?.length ?? 0;
        expect([0, 2]).toContain(fences);
      },
    ),
    { numRuns: 100 },
  );
});

function markdown(steps: Step[]): string {
  return asMarkdown(summarize(readPreview(previewOf(steps), 'test')));
}
