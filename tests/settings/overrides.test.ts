import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { Overrides, overriding } from '../../components/override.ts';
import { overridesOf } from '../../settings/overrides.ts';
import { declare, isSecret } from '../support/mocks.ts';
import { given } from './given.ts';

const CONSUMER = 'kong:index/consumer:Consumer';

describe('an override', () => {
  const settings = given({
    keyClaim: 'kid',
    applications: [
      {
        name: 'shop',
        roles: [{ name: 'buyer', override: { role: { description: 'buys' } } }],
        users: [{ email: 'Ann@example.com', override: { user: { firstName: 'Ann' } } }],
        keys: [{ name: 'main', override: { credential: { tags: ['main'] } } }],
        override: { consumer: { tags: ['shop'] } },
      },
    ],
    machines: [
      {
        name: 'till',
        grants: [{ api: 'orders', permissions: ['read'], override: { grant: { data: '{}' } } }],
      },
    ],
    apis: [
      {
        name: 'orders',
        upstream: 'http://orders.internal',
        plugins: [{ name: 'prometheus', override: { plugin: { tags: ['metrics'] } } }],
        routes: [{ name: 'all', paths: ['/'], override: { route: { tags: ['all'] } } }],
        override: { service: { tags: ['orders'] } },
      },
    ],
  });

  it('is for one resource, by its name in the program', () => {
    expect(overridesOf(settings).map(({ name, inputs }) => [name, Object.keys(inputs)])).toEqual([
      ['shop/buyer-role', ['description']],
      ['ann@example.com', ['firstName']],
      ['shop-consumer', ['tags']],
      ['shop/main-credential', ['tags']],
      ['orders/till', ['data']],
      ['orders-service', ['tags']],
      ['orders-prometheus', ['tags']],
      ['orders/all', ['tags']],
    ]);
  });

  it('is merged last into the inputs of that resource, and of no other', () => {
    const transformation = overriding(overridesOf(settings));
    const merged = (type: string, name: string) =>
      transformation({
        ...{ type, name, props: { username: 'shop', tags: ['other'] }, opts: {} },
        resource: {} as pulumi.Resource,
      })?.props as unknown;
    expect(merged(CONSUMER, 'shop-consumer')).toEqual({ username: 'shop', tags: ['shop'] });
    expect(merged(CONSUMER, 'till-consumer')).toBeUndefined();
    expect(merged('kong:index/route:Route', 'shop-consumer')).toBeUndefined();
  });

  it('is shown in previews, without its secrets', async () => {
    let shown: pulumi.Inputs = {};
    const watch: pulumi.ResourceTransformation = ({ props }) => {
      shown = props;
      return undefined;
    };
    const inputs = { tags: [], secret: 's' };
    const resources = [{ type: CONSUMER, name: 'shop-consumer', inputs }];
    await declare(() => new Overrides(resources, { transformations: [watch] }), {});
    const { secret, tags } = shown['shop-consumer'] as Record<string, unknown>;
    expect(tags).toEqual([]);
    expect(pulumi.Output.isInstance(secret) && (await pulumi.isSecret(secret))).toBe(true);
    expect(isSecret(tags)).toBe(false);
  });
});
