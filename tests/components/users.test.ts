import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { Application } from '../../components/application.ts';
import type { ApplicationSettings } from '../../settings/settings.ts';
import { Users } from '../../components/users.ts';
import { applicationArgs, usersOf } from '../../settings/users.ts';
import { declare, isSecret, the, type Answers, type Registered } from '../support/mocks.ts';

const ANSWERS: Answers = {
  'fusionauth:index/application:Application': () => ({}),
  'fusionauth:index/applicationRole:ApplicationRole': () => ({}),
  'fusionauth:index/importedKey:ImportedKey': ({ name }) => ({ kid: `kid of ${name}` }),
  'tls:index/privateKey:PrivateKey': () => ({
    publicKeyPem: 'a key',
    privateKeyPemPkcs8: 'its pair',
  }),
  'fusionauth:index/user:User': () => ({}),
  'fusionauth:index/registration:Registration': () => ({}),
};

const USER = 'fusionauth:index/user:User';
const REGISTRATION = 'fusionauth:index/registration:Registration';

const role = (name: string, isDefault = false) => ({ name, default: isDefault, superRole: false });

function application(
  name: string,
  more: Partial<Pick<ApplicationSettings, 'roles' | 'users'>>,
): ApplicationSettings {
  const keys = [{ name: 'main', state: 'signing', bits: 2048, source: 'imported' } as const];
  return { name, users: [], tokenLifetimeSeconds: 600, keys, ...more };
}

/** What is declared of these applications and their users; `seen` is shown every resource's options. */
function declared(
  applications: ApplicationSettings[],
  seen: pulumi.ResourceTransformation = () => undefined,
): Promise<Registered[]> {
  const options = { transformations: [seen] };
  const common = {
    ...{ tenantId: 'tenant-1', tenantName: 'acme' },
    ...{ issuer: pulumi.output('https://i.example'), fusionAuthUrl: 'https://i.example' },
  };
  return declare(
    () => {
      const args = { tenantId: 'tenant-1', users: usersOf({ applications }) };
      const users = new Users('users', args, options);
      for (const one of applications)
        new Application(one.name, { ...common, ...applicationArgs(one, users) }, options);
    },
    ANSWERS,
    { preview: true },
  );
}

const rolesHeld = (registered: Registered[], name: string) =>
  the(registered, REGISTRATION, `${name}-registration`).inputs['roles'];

describe('a user', () => {
  it('is one user of the tenant, with a registration for each application that lists it', async () => {
    const registered = await declared([
      application('shop', { users: [{ email: 'Ann@example.com' }] }),
      application('desk', { users: [{ email: 'ann@example.com', password: 'hunter2-hunter2' }] }),
    ]);
    const { name, inputs } = the(registered, USER);
    expect([name, inputs['tenantId'], inputs['email']]).toEqual([
      ...['ann@example.com', 'tenant-1', 'Ann@example.com'],
    ]);
    expect(isSecret(inputs['password']) && inputs['password'].value).toBe('hunter2-hunter2');
    const registrations = registered.filter(({ type }) => type === REGISTRATION);
    expect(registrations.map((one) => one.name)).toEqual([
      'shop/Ann@example.com-registration',
      'desk/ann@example.com-registration',
    ]);
  });

  it('was once declared by its application, under its name for the user', async () => {
    const aliases: unknown[] = [];
    await declared([application('shop', { users: [{ email: 'Ann@example.com' }] })], (resource) => {
      if (resource.type === USER) aliases.push(...(resource.opts.aliases ?? []));
      return undefined;
    });
    const [alias] = aliases as { name: string; parent: pulumi.Output<string> }[];
    expect(alias!.name).toBe('shop-Ann@example.com');
    const urn = await new Promise((known) => alias!.parent.apply(known));
    expect(urn).toBe('urn:pulumi:test::fusionauth-kong::fusionauth-kong:index:Application::shop');
  });

  it('has a password that is made up once and secret, if none is set', async () => {
    let ignored: unknown;
    const settings = [application('shop', { users: [{ email: 'ann@example.com' }] })];
    const registered = await declared(settings, ({ type, opts }) => {
      if (type === USER) ignored = opts.ignoreChanges;
      return undefined;
    });
    expect(ignored).toEqual(['password']);
    expect(isSecret(the(registered, USER).inputs['password'])).toBe(true);
  });

  it('has the default roles, unless it lists its own', async () => {
    const registered = await declared([
      application('shop', {
        roles: [role('buyer', true), role('seller')],
        users: [{ email: 'ann@example.com' }, { email: 'bob@example.com', roles: ['seller'] }],
      }),
    ]);
    expect(rolesHeld(registered, 'shop/ann@example.com')).toEqual(['buyer']);
    expect(rolesHeld(registered, 'shop/bob@example.com')).toEqual(['seller']);
  });

  it('is registered after the roles that it has', async () => {
    let waitsFor: unknown;
    const settings = application('shop', {
      roles: [role('seller'), role('buyer', true)],
      users: [{ email: 'ann@example.com' }],
    });
    const roles: unknown[] = [];
    await declared([settings], ({ type, resource, opts }) => {
      if (type.endsWith(':ApplicationRole')) roles.push(resource);
      if (type === REGISTRATION) waitsFor = opts.dependsOn;
      return undefined;
    });
    expect(waitsFor).toEqual([roles[1]]);
  });

  it('keeps the roles that it has, where the application declares none', async () => {
    let ignored: unknown;
    const settings = application('shop', { users: [{ email: 'ann@example.com' }] });
    const registered = await declared([settings], ({ type, opts }) => {
      if (type === REGISTRATION) ignored = opts.ignoreChanges;
      return undefined;
    });
    expect(rolesHeld(registered, 'shop/ann@example.com')).toBeUndefined();
    expect(ignored).toEqual(['roles']);
  });
});

describe('a role', () => {
  it('belongs to its application, says whether it is default, and is made anew for another', async () => {
    let replaced: unknown;
    const roles = [{ ...role('buyer', true), description: 'Buys.' }];
    const registered = await declared([application('shop', { roles })], ({ type, opts }) => {
      if (type.endsWith(':ApplicationRole')) replaced = opts.replaceOnChanges;
      return undefined;
    });
    const { name, inputs } = the(registered, 'fusionauth:index/applicationRole:ApplicationRole');
    expect([name, inputs]).toEqual([
      'shop/buyer-role',
      expect.objectContaining({ name: 'buyer', description: 'Buys.', isDefault: true }),
    ]);
    expect(replaced).toEqual(['applicationId']);
  });
});

describe('what a user is known by', () => {
  it('is an e-mail address or a username, and what else is said of a person', async () => {
    const data = { department: 'books' };
    const registered = await declared([
      application('shop', { users: [{ username: 'till', firstName: 'Till', data }] }),
    ]);
    expect(the(registered, USER, 'till').inputs).toMatchObject({
      ...{ username: 'till', firstName: 'Till', data: '{"department":"books"}' },
    });
    expect(the(registered, REGISTRATION, 'shop/till-registration').inputs).toBeDefined();
  });

  it('is put together from all applications that list the user', () => {
    const email = 'ann@example.com';
    const [ann, ...others] = usersOf({
      applications: [
        application('shop', { users: [{ email, firstName: 'Ann' }] }),
        application('desk', { users: [{ email, firstName: 'Anna', lastName: 'Example' }] }),
      ],
    });
    expect(others).toEqual([]);
    expect(ann).toMatchObject({ email, firstName: 'Ann', lastName: 'Example' });
  });
});
