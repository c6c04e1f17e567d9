import type * as pulumi from '@pulumi/pulumi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardKeyRollover } from '../../components/guards/key-rollover.ts';
import type { KeyClaim } from '../../settings/settings.ts';
import type { Platform } from '../../embedded/platform.ts';
import { declare } from '../support/mocks.ts';
import { API_KEY, startTestPlatform } from '../support/stack.ts';

const ISSUER = 'https://login.example.com';
const APPLICATION = {
  type: 'fusionauth:index/application:Application',
  name: 'shop-application',
  field: 'accessTokenId',
};
const MACHINE = {
  type: 'fusionauth:index/entityType:EntityType',
  name: 'shop-type',
  field: 'accessTokenKeyId',
};

interface Key {
  id: string;
  kid: string;
  publicKey: string;
}

describe('before a client signs with another key', () => {
  let platform: Platform;
  let main: Key;
  let next: Key;

  beforeAll(async () => {
    platform = await startTestPlatform();
    main = await makeKey('main');
    next = await makeKey('next');
    await kong('/consumers', { username: 'shop' });
    await trust(main.kid, main.publicKey);
  });

  afterAll(() => platform?.stop());

  it('does not ask when the key stays the same', async () => {
    await expect(change('kid', main.id, main.id)).resolves.toBeUndefined();
  });

  it('refuses a key that is not made yet', async () => {
    await expect(change('kid', main.id, undefined)).rejects.toThrow(/verifying; pulumi up/);
  });

  it('refuses a key that Kong does not have', async () => {
    await expect(change('kid', main.id, next.id)).rejects.toThrow(/next --application shop/);
    await expect(change('kid', main.id, next.id, MACHINE)).rejects.toThrow(/next --machine shop/);
  });

  it('refuses a kid whose credential has another public key', async () => {
    await trust(next.kid, main.publicKey);
    await expect(change('kid', main.id, next.id)).rejects.toThrow(/does not hold/);
  });

  it('lets a key sign that Kong has', async () => {
    const { kid, publicKey, id } = await makeKey('third');
    await trust(kid, publicKey);
    await expect(change('kid', main.id, id)).resolves.toBeUndefined();
  });

  it('refuses another key with keyClaim iss, and says how to move to kid', async () => {
    await trust(ISSUER, main.publicKey);
    await expect(change('iss', main.id, next.id)).rejects.toThrow(/config set keyClaim kid/);
    await expect(change('iss', next.id, main.id)).resolves.toBeUndefined();
  });

  it('refuses it while Kong has the old key by the claim that was, too', async () => {
    const [old, other] = [await makeKey('old'), await makeKey('other')];
    await expect(change('kid', old.id, other.id)).resolves.toBeUndefined();
    await trust(old.kid, old.publicKey);
    await expect(change('iss', old.id, other.id)).rejects.toThrow(/config set keyClaim kid/);
  });

  it('has nothing to refuse where Kong does not accept the old key either', async () => {
    const lost = await makeKey('lost');
    await expect(change('kid', lost.id, undefined)).resolves.toBeUndefined();
  });

  /** What the hook does when the application's signing key changes. */
  async function change(
    keyClaim: KeyClaim,
    from: string,
    to: string | undefined,
    { type, name, field } = APPLICATION,
  ): Promise<void> {
    const { kongAdmin, fusionAuth } = platform.ports;
    const servers = {
      kong: { adminUri: `http://127.0.0.1:${kongAdmin}`, headers: {}, tlsSkipVerify: false },
      fusionAuth: { host: `http://127.0.0.1:${fusionAuth}`, apiKey: API_KEY },
    };
    let opts: pulumi.ResourceOptions | undefined;
    await declare(() => {
      const bind = guardKeyRollover({ servers, keyClaim, issuer: ISSUER });
      const resource = undefined as unknown as pulumi.Resource;
      opts = bind({ type, name, props: {}, opts: {}, resource })?.opts;
    }, {});
    const [hook] = opts!.hooks!.beforeUpdate as [pulumi.ResourceHook];
    const inputs = (key?: string) => ({ jwtConfiguration: { [field]: key } });
    return hook.callback({
      urn: 'urn',
      id: 'id',
      name,
      type,
      oldInputs: inputs(from),
      newInputs: inputs(to),
    });
  }

  async function makeKey(name: string): Promise<Key> {
    const url = `http://127.0.0.1:${platform.ports.fusionAuth}/api/key/generate`;
    const key = { name, algorithm: 'RS256', length: 2048 };
    const answer = await post(url, { key }, { authorization: API_KEY });
    return (answer as { key: Key }).key;
  }

  function trust(key: string, publicKey: string): Promise<unknown> {
    return kong('/consumers/shop/jwt', { key, algorithm: 'RS256', rsa_public_key: publicKey });
  }

  function kong(path: string, body: object): Promise<unknown> {
    return post(`http://127.0.0.1:${platform.ports.kongAdmin}${path}`, body);
  }
});

async function post(url: string, body: object, headers: object = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
