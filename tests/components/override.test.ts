import type * as pulumi from '@pulumi/pulumi';
import { expect, it } from 'vitest';
import { leaveUnmanaged } from '../../components/guards/unmanaged-properties.ts';
import { Issuer, type IssuerArgs } from '../../components/issuer.ts';
import { declare, isSecret, the } from '../support/mocks.ts';

const TENANT = 'fusionauth:index/tenant:Tenant';

async function declared(override?: IssuerArgs['override']) {
  let ignored: string[] = [];
  const watch: pulumi.ResourceTransformation = ({ type, opts }) => {
    if (type === TENANT) ignored = (opts as pulumi.CustomResourceOptions).ignoreChanges ?? [];
    return undefined;
  };
  const args = { issuer: 'https://i.example', tenantName: 'acme', ...(override && { override }) };
  const registered = await declare(
    () => new Issuer('issuer', args, { transformations: [leaveUnmanaged, watch] }),
    { [TENANT]: () => ({}), 'fusionauth:index/apiKey:ApiKey': () => ({}) },
  );
  return { tenant: the(registered, TENANT).inputs, ignored };
}

it('an override is merged into what a component declares, last', async () => {
  const { tenant } = await declared({
    tenant: { themeId: 'ours', loginConfiguration: { requireAuthentication: false } },
  });
  expect(tenant).toMatchObject({
    ...{ name: 'acme', themeId: 'ours', loginConfiguration: { requireAuthentication: false } },
  });
});

it('what it declares is no longer left alone; the rest is', async () => {
  const both = ['baseUrl', 'emailConfiguration'];
  expect((await declared()).ignored).toEqual(expect.arrayContaining(both));
  const { ignored } = await declared({ tenant: { emailConfiguration: { host: 'mail' } } });
  expect(ignored).toContain('baseUrl');
  expect(ignored).not.toContain('emailConfiguration');
});

it('a password in it is a secret', async () => {
  const { tenant } = await declared({ tenant: { emailConfiguration: { password: 'hunter2' } } });
  // Mocks are told of a secret at the property that holds it.
  expect(isSecret(tenant['emailConfiguration'])).toBe(true);
});

it('rules of passwords say of former ones what the provider needs, whatever they are told', async () => {
  const { tenant } = await declared({ tenant: { passwordValidationRules: { minLength: 12 } } });
  expect(tenant['passwordValidationRules']).toEqual({
    ...{ minLength: 12, rememberPreviousPasswords: { enabled: false, count: 1 } },
  });
});
