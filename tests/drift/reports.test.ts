import { expect, describe, it } from 'vitest';
import { buildChain, type LiveAdmission } from '../../commands/drift/chain.ts';
import type { Declared, Resource } from '../../commands/shared/declared.ts';
import { previewShape } from '../../commands/shared/stack/shapes.ts';
import { stackWith } from '../support/stack-answers.ts';
import type { Drift } from '../../commands/drift/detect.ts';
import { withoutAccepted, type Finding } from '../../commands/shared/finding.ts';
import { fix, needsUpdate, planText } from '../../commands/drift/fix.ts';
import { pendingChanges } from '../../commands/drift/pending.ts';
import { asJson } from '../../commands/drift/report/json.ts';
import { asMarkdown } from '../../commands/drift/report/markdown.ts';
import { asTable } from '../../commands/drift/report/table.ts';
import { otherKey } from './changes/change.ts';

const publicKey = otherKey();

function resource(type: string, id: string, inputs: object, outputs: object = {}): Resource {
  const urn = `urn:pulumi:test::fusionauth-kong::${type}::${id}`;
  return {
    urn,
    type,
    id,
    name: id,
    parent: '',
    protect: false,
    inputs: { ...inputs },
    outputs: { ...outputs },
  };
}

const CREDENTIAL = resource('kong:index/consumerJwtAuth:ConsumerJwtAuth', 'credential', {
  consumerId: 'consumer',
  algorithm: 'RS256',
  key: 'https://login.example.com',
  rsaPublicKey: publicKey,
});
const PLUGIN = resource('kong:index/plugin:Plugin', 'jwt', {
  name: 'jwt',
  serviceId: 'service',
  configJson: '{}',
});
const DECLARED: Declared = {
  servers: {} as Declared['servers'],
  leaves: [],
  resources: [
    resource('fusionauth:index/tenant:Tenant', 'tenant', {
      name: 'shops',
      issuer: 'https://login.example.com',
    }),
    resource('fusionauth:index/importedKey:ImportedKey', 'key', {}, { kid: 'kid-1', publicKey }),
    resource('fusionauth:index/application:Application', 'application', {
      name: 'shop',
      tenantId: 'tenant',
      jwtConfiguration: { accessTokenId: 'key' },
    }),
    resource('kong:index/consumer:Consumer', 'consumer', { username: 'shop' }),
    CREDENTIAL,
    resource('kong:index/service:Service', 'service', { name: 'orders' }),
    PLUGIN,
  ],
};

const SWAPPED: Finding = {
  server: 'Kong',
  kind: 'changed',
  object: 'jwt credential of consumer shop',
  property: 'rsa_public_key',
  declared: 'public key SHA256:aaaa',
  live: 'public key SHA256:bbbb',
  effect: 'opens',
  meaning: 'whoever holds the other private key is let in',
  link: 'key-credential',
  urn: CREDENTIAL.urn,
  byPulumi: true,
};
const RENAMED: Finding = {
  ...{ server: 'Kong', kind: 'changed', object: 'plugin jwt of service orders' },
  ...{ property: 'instance_name', declared: 'null', live: 'by | hand', effect: 'differs' },
  ...{ meaning: 'logs name the plugin otherwise', link: 'credential-api', urn: PLUGIN.urn },
  byPulumi: false,
  request: { method: 'PATCH', path: '/plugins/jwt', body: { instance_name: 'kept-secret' } },
};
const GLOBAL: Finding = {
  ...{ server: 'Kong', kind: 'foreign', object: 'global plugin ip-restriction', effect: 'breaks' },
  ...{ meaning: 'refuses <callers> by their address', link: 'credential-api', byPulumi: false },
  request: { method: 'DELETE', path: '/plugins/by-hand' },
};
const GONE: Finding = {
  ...{ server: 'FusionAuth', kind: 'missing', object: 'user ann@example.com', effect: 'breaks' },
  ...{ meaning: 'the user cannot log in', link: 'issuer-key', byPulumi: true },
};

function driftOf(findings: Finding[], kong: LiveAdmission = { plugins: [], acls: [] }): Drift {
  const chain = buildChain(DECLARED, findings, kong);
  return { stack: 'test', declared: 7, findings, chain };
}

const NONE = driftOf([]);
const SOME = driftOf([SWAPPED, GLOBAL, GONE, RENAMED]);

describe('the table', () => {
  it('has a line for each finding and closes with counts', () => {
    expect(asTable(SOME).split('\n')).toEqual([
      expect.stringMatching(/^effect +server +object +found +what follows$/),
      expect.stringMatching(/^opens +Kong +jwt credential .*SHA256:aaaa → public key SHA256:bbbb/),
      expect.stringMatching(/^breaks +Kong +global plugin ip-restriction +was added/),
      expect.stringMatching(/^breaks +FusionAuth +user ann@example.com +is gone/),
      expect.stringMatching(/^differs +Kong .*instance_name: null → by \| hand +logs name/),
      '',
      'Stack test: 4 differences from what is declared (1 let in more, 2 keep out or divert, 1 neither).',
      'What restores them: npm run drift -- --stack test --fix',
    ]);
  });

  it('is one line without drift', () => {
    expect(asTable(NONE)).toBe('Stack test: no drift in 7 objects.');
  });
});

describe('the Markdown', () => {
  it('has a table for each effect, the worst first', () => {
    const text = asMarkdown(SOME);
    expect([...text.matchAll(/^### (.*)$/gm)].map(([, title]) => title)).toEqual([
      'Lets in more than declared',
      'Keeps out or diverts what is declared',
      'Differs otherwise',
    ]);
    expect(text).toContain('4 differences from what is declared');
    expect(text).toContain('| DELETE /plugins/by-hand in Kong |');
  });

  it('takes what others wrote for text', () => {
    expect(asMarkdown(SOME)).toContain('by \\| hand');
    expect(asMarkdown(SOME)).toContain('refuses \\<callers\\> by their address');
    expect(asMarkdown(SOME)).toContain('ann\\@example.com');
  });

  it('stays below what GitHub takes', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...GONE, object: `user ${index}` }));
    const text = asMarkdown(driftOf(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('1000 differences');
    expect(text).toMatch(/\d+ more lines are left out\./);
  });

  it('says that there is none', () => {
    expect(asMarkdown(NONE)).toContain('None: all 7 objects are as declared.');
  });
});

describe('the JSON', () => {
  it('has every finding with its remedy, and no body of a request', () => {
    const { drift, findings } = JSON.parse(asJson(SOME)) as {
      drift: boolean;
      findings: { object: string; remedy: string }[];
    };
    expect(drift).toBe(true);
    expect(findings.map(({ remedy }) => remedy)).toEqual(['pulumi', 'remove', 'pulumi', 'restore']);
    expect(asJson(SOME)).not.toContain('kept-secret');
    expect(JSON.parse(asJson(NONE))).toEqual({
      ...{ stack: 'test', declared: 7, drift: false, findings: [] },
    });
  });
});

describe('the picture', () => {
  /** The lines of the links, and what is below the picture. */
  const picture = (drift: Drift) => {
    const [, chart = '', rest = ''] = asMarkdown(drift).split(/```(?:mermaid)?/);
    return { chart, links: chart.split('\n').filter((line) => / s\d$/.test(line)), rest };
  };

  it('has the broken links with their number, the other differing and what is at none below', () => {
    const { links, chart, rest } = picture(driftOf([SWAPPED, RENAMED, GONE]));
    expect(links).toEqual(['  s0 x-.-x|"✕ 1"| s1', '  s1 x-.-x|"✕ 1"| s2', '  s2 -.->|"≠ 1"| s3']);
    expect(chart).toContain('linkStyle 0 stroke:#c0392b');
    expect(rest).not.toContain('at no link');
  });

  it('counts every difference at its link, and what is on nothing declared at all of its kind', () => {
    const { links } = picture(driftOf([SWAPPED, GLOBAL, RENAMED]));
    expect(links).toContain('  s2 x-.-x|"✕ 2"| s3');
    const lost = { ...SWAPPED, urn: 'urn:of:another' };
    expect(picture(driftOf([lost])).rest).toContain('1 difference at no link of the picture.');
  });

  it('draws it whole without drift', () => {
    const { links, chart } = picture(NONE);
    expect(links).toEqual(['  s0 --> s1', '  s1 --> s2', '  s2 --> s3']);
    for (const title of ['https://login.example.com', 'kid-1', 'consumer shop', 'orders'])
      expect(chart).toContain(title);
  });

  it('joins whom Kong admits though nobody declared it', () => {
    const group = (id: string, consumerId: string) =>
      resource('kong:index/consumerAcl:ConsumerAcl', id, { consumerId, group: id });
    const backoffice = [
      resource('kong:index/consumer:Consumer', 'back', { username: 'backoffice' }),
      { ...CREDENTIAL, urn: 'urn:back', inputs: { ...CREDENTIAL.inputs, consumerId: 'back' } },
    ];
    const config = { allow: ['shops'] };
    const acl = { name: 'acl', serviceId: 'service', configJson: JSON.stringify(config) };
    const plugin = resource('kong:index/plugin:Plugin', 'acl', acl);
    const groups = [group('shops', 'consumer'), group('offices', 'back')];
    const resources = [...DECLARED.resources, ...backoffice, plugin, ...groups];
    const changed: Finding = {
      ...{ ...RENAMED, object: 'plugin acl of service orders', property: 'config.allow' },
      ...{ effect: 'opens', urn: plugin.urn },
    };
    const acls = groups.map(({ inputs }) => ({
      ...{ group: inputs['group'], consumer: { id: inputs['consumerId'] } },
    }));
    const live = (allow: string[]) => ({
      plugins: [{ name: 'acl', service: { id: 'service' }, config: { allow } }],
      acls,
    });
    const linksOf = (allow: string[], findings: Finding[]) =>
      buildChain({ ...DECLARED, resources }, findings, live(allow)).links.filter(
        ({ to }) => to === DECLARED.resources[5]!.urn,
      );
    expect(linksOf(['shops'], []).map(({ from }) => from)).toEqual([CREDENTIAL.urn]);
    expect(linksOf(['shops', 'offices'], [changed])).toMatchObject([
      { from: CREDENTIAL.urn, isDeclared: true },
      { from: 'urn:back', isDeclared: false, findings: [changed] },
    ]);
  });

  it('takes what others wrote for text', () => {
    const [tenant] = DECLARED.resources;
    const inputs = { name: 'x"] --> s9 ```', issuer: '<b>' };
    const chain = buildChain({ ...DECLARED, resources: [{ ...tenant!, inputs }] }, [], {
      plugins: [],
      acls: [],
    });
    const { chart } = picture({ ...NONE, chain });
    expect(chart).toContain('["#60;b#62;<br/>tenant x#34;#93; --#62; s9 #96;#96;#96;"]');
  });
});

describe('what --fix would do', () => {
  const preview = (...said: object[]) => {
    const steps = previewShape.parse({ steps: said }).steps!;
    const answer = { code: 0, steps, diagnostics: [] };
    return { stack: stackWith({ preview: () => Promise.resolve(answer) }), env: {} };
  };
  const route = { type: 'kong:index/route:Route', custom: true };
  const urn = 'urn:pulumi:test::fusionauth-kong::kong:index/route:Route::orders-new';

  it('names what the program declares anew apart from what was changed by hand', async () => {
    const pending = await pendingChanges(
      preview(
        { op: 'same', urn: PLUGIN.urn, newState: route },
        { op: 'create', urn, newState: route },
      ),
    );
    const plan = planText(SOME, pending, { remove: [GLOBAL.object] });
    expect(plan.split('\n')).toEqual([
      'Remove what was added by hand:',
      '  global plugin ip-restriction',
      '      DELETE /plugins/by-hand in Kong',
      'Set back what Pulumi does not restore:',
      '  plugin jwt of service orders, instance_name',
      '      PATCH /plugins/jwt in Kong',
      'Let `pulumi up --refresh` restore:',
      '  jwt credential of consumer shop, rsa_public_key',
      '  user ann@example.com',
      'Deploy with that, since the program declares it anew:',
      '  create Route orders-new',
    ]);
  });

  it('says nothing of a program that is deployed', async () => {
    const pending = await pendingChanges(preview({ op: 'same', urn, newState: route }));
    expect(planText(SOME, pending)).not.toContain('Deploy');
  });

  it('deploys nothing where no update is needed', () => {
    expect(needsUpdate(driftOf([GLOBAL, RENAMED]))).toBe(false);
    expect(needsUpdate(SOME)).toBe(true);
  });

  it('is nothing if the program cannot be previewed', async () => {
    const diagnostics = [{ severity: 'error', message: 'the settings are wrong' }];
    const failing = () => Promise.resolve({ code: 255, steps: [], diagnostics });
    for (const preview of [failing, () => Promise.reject(new Error('the settings are wrong'))]) {
      await expect(pendingChanges({ stack: stackWith({ preview }), env: {} })).rejects.toThrow(
        /Nothing can be restored.*test fails\.\nthe settings are wrong/,
      );
    }
  });
});

it('--fix touches nothing while a key that is to be replaced is protected', async () => {
  const key = { ...DECLARED.resources[1]!, protect: true };
  const swapped: Finding = {
    ...GONE,
    ...{ kind: 'changed', object: 'key shop', property: 'publicKey', urn: key.urn },
    makesWay: { method: 'PUT', path: '/api/key/key' },
  };
  const stack = stackWith({ resources: () => Promise.resolve([key]) });
  const nowhere = 'http://127.0.0.1:9';
  const env = { KONG_ADMIN_ADDR: nowhere, FA_DOMAIN: nowhere, FA_API_KEY: 'a key' };
  const up = () => Promise.reject(new Error('an update was run'));
  await expect(fix({ stack, env }, driftOf([swapped]), up)).rejects.toThrow(
    `npm run pulumi -- state unprotect --yes --stack test '${key.urn}'`,
  );
});

describe('--accept', () => {
  it('leaves out what was added by hand and is named, and nothing that is declared', () => {
    const accepted = [GLOBAL.object, SWAPPED.object];
    expect(withoutAccepted([SWAPPED, GLOBAL, GONE], accepted)).toEqual([SWAPPED, GONE]);
    expect(withoutAccepted([SWAPPED, GLOBAL], ['global plugin'])).toEqual([SWAPPED, GLOBAL]);
  });
});
