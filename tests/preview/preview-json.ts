/** A step as `pulumi preview --json` prints it. */
export interface Step {
  op: string;
  type: string;
  name: string;
  before?: object;
  after?: object;
  component?: string;
}

/** The JSON of a preview of stack `test` with these steps. */
export function previewOf(steps: Step[], errors: string[] = []): string {
  const urn = (type: string, name: string) => `urn:pulumi:test::fusionauth-kong::${type}::${name}`;
  return JSON.stringify({
    steps: steps.map(({ op, type, name, before, after, component }) => {
      const parent = component?.split(' ');
      const state = (inputs: object) => ({
        type,
        custom: true,
        inputs,
        ...(parent && { parent: urn(`fusionauth-kong:index:${parent[0]}`, parent[1]!) }),
      });
      return {
        op,
        urn: urn(type, name),
        ...(before && { oldState: state(before) }),
        ...(after && { newState: state(after) }),
      };
    }),
    diagnostics: errors.map((message) => ({ severity: 'error', message })),
  });
}

export const TYPES = {
  container: 'docker:index/container:Container',
  volume: 'docker:index/volume:Volume',
  network: 'docker:index/network:Network',
  tenant: 'fusionauth:index/tenant:Tenant',
  application: 'fusionauth:index/application:Application',
  apiKey: 'fusionauth:index/apiKey:ApiKey',
  importedKey: 'fusionauth:index/importedKey:ImportedKey',
  user: 'fusionauth:index/user:User',
  entityType: 'fusionauth:index/entityType:EntityType',
  entity: 'fusionauth:index/entity:Entity',
  grant: 'fusionauth:index/entityGrant:EntityGrant',
  role: 'fusionauth:index/applicationRole:ApplicationRole',
  registration: 'fusionauth:index/registration:Registration',
  credential: 'kong:index/consumerJwtAuth:ConsumerJwtAuth',
  plugin: 'kong:index/plugin:Plugin',
  route: 'kong:index/route:Route',
  service: 'kong:index/service:Service',
} as const;
