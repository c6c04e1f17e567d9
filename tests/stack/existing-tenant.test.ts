import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detect } from '../../commands/drift/detect.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import type { Platform } from '../../embedded/platform.ts';
import { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

const TENANT = {
  name: 'theirs',
  issuer: 'https://theirs.example',
  passwordValidationRules: { minLength: 20, maxLength: 64, requireNumber: true },
  emailConfiguration: { host: 'mail.theirs.example', port: 587 },
};

describe('a stack in a tenant that others look after', () => {
  let platform: Platform;
  let stack: TestStack;
  let fusionAuth: FusionAuthApi;
  let theirs: Awaited<ReturnType<typeof everythingOfTheirs>>;

  beforeAll(async () => {
    platform = await startTestPlatform();
    fusionAuth = new FusionAuthApi({
      url: `http://127.0.0.1:${platform.ports.fusionAuth}`,
      headers: { authorization: API_KEY },
    });
    const { tenant } = (await fusionAuth.send('POST', '/api/tenant', {
      body: { tenant: TENANT },
    })) as { tenant: { id: string } };
    const headers = { 'x-fusionauth-tenantid': tenant.id };
    for (const [path, body] of [
      ['/api/application', { application: { name: 'desk' } }],
      ['/api/user', { user: { email: 'bob@example.com', password: 'the-20-letters-of-bob' } }],
    ] as const)
      await fusionAuth.send('POST', path, { headers, body });
    theirs = await everythingOfTheirs();
    stack = await TestStack.create(withApplication({ name: 'shop' }));
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  const withApplication = (application: object) => ({
    ...guideConfig(platform),
    'fusionauth-kong:tenant': TENANT.name,
    'fusionauth-kong:issuer': TENANT.issuer,
    'fusionauth-kong:useExistingTenant': true,
    'fusionauth-kong:applications': [{ users: [{ email: 'ann@example.com' }], ...application }],
  });

  async function everythingOfTheirs() {
    const { found } = await fusionAuth.list('/api/tenant', 'tenants');
    const tenant = found.find(({ name }) => name === TENANT.name);
    const applications = (await fusionAuth.list('/api/application', 'applications')).found;
    return { tenant, applications };
  }

  it('comes up in it, and has nothing to do afterwards', async () => {
    await stack.up();
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
  });

  it('gets tokens that Kong accepts, and logs in by the rules of that tenant', async () => {
    const outputs = stackOutputs.parse(await stack.outputs());
    expect(outputs.tenantId).toBe(theirs.tenant!['id']);
    const checks = await checkStack({ outputs, provisioningKey: API_KEY });
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('has nothing of the tenant itself in its state', async () => {
    const state = JSON.stringify(await stack.exportState());
    expect(state).not.toContain('tenant:Tenant');
    expect(state).not.toContain('mail.theirs.example');
  });

  it('refuses in the preview what the others have already', async () => {
    stack.configure(withApplication({ name: 'desk' }));
    const application = await stack.run('preview');
    expect(application.output).toContain('The tenant has an application named desk');
    stack.configure(withApplication({ name: 'shop', users: [{ email: 'bob@example.com' }] }));
    const user = await stack.run('preview');
    expect(user.output).toContain('The tenant has a user with the email bob@example.com');
    stack.configure(withApplication({ name: 'shop' }));
  });

  it('leaves it as it was when it is destroyed', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await everythingOfTheirs()).toEqual(theirs);
  });
});
