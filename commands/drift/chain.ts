import { ofType, type Declared, type Resource } from './declared.ts';
import type { Finding, Link } from './finding.ts';
import { entityId, titles } from './kong/compare.ts';
import { textOf } from './kong/live.ts';
import { subjectPublicKey } from './shown.ts';

/** The four stations of trust, from whom tokens come to what they open. */
export const COLUMNS = ['issuer', 'key', 'credential', 'api'] as const;
export type Column = (typeof COLUMNS)[number];

/** A station of the trust chain. */
export interface Station {
  id: string;
  column: Column;
  title: string;
  subtitle: string;
}

/** A link between two stations, and why it does not hold as declared. */
export interface ChainLink {
  from: string;
  to: string;
  /** Findings that open or break it. */
  broken: Finding[];
  /** Findings that merely differ. */
  differs: Finding[];
}

/** The trust chain of a stack: issuer → key → credential → API. */
export interface Chain {
  stations: Station[];
  links: ChainLink[];
}

/** Draws the declared trust chain and puts each finding at the link that it concerns. */
export function buildChain(declared: Declared, findings: readonly Finding[]): Chain {
  const tenants = ofType(declared, 'fusionauth:index/tenant:Tenant');
  const applications = ofType(declared, 'fusionauth:index/application:Application');
  const keys = [
    ...ofType(declared, 'fusionauth:index/importedKey:ImportedKey'),
    ...ofType(declared, 'fusionauth:index/key:Key'),
  ];
  const credentials = ofType(declared, 'kong:index/consumerJwtAuth:ConsumerJwtAuth');
  const services = ofType(declared, 'kong:index/service:Service');
  const names = titles(declared);
  const related = relations(declared);

  const link = (
    from: Resource,
    to: Resource,
    kind: Link,
    concerned: readonly string[],
  ): ChainLink => {
    const own = findings.filter(
      (finding) => finding.link === kind && concerned.includes(finding.urn ?? ''),
    );
    return {
      ...{ from: from.urn, to: to.urn },
      broken: own.filter(({ effect }) => effect !== 'differs'),
      differs: own.filter(({ effect }) => effect === 'differs'),
    };
  };

  const signs = (key: Resource) =>
    applications.filter((application) => related.usesKey(application, key));
  const issuerKey = tenants.flatMap((tenant) => {
    const ofTenant = applications.filter(({ inputs }) => inputs['tenantId'] === tenant.id);
    const own = keys.filter(
      (key) => tenants.length === 1 || signs(key).some((one) => ofTenant.includes(one)),
    );
    return own.map((key) => {
      const concerned = signs(key).flatMap((one) => [one.urn, ...related.peopleOf(one)]);
      return link(tenant, key, 'issuer-key', [
        ...[tenant.urn, key.urn, ...related.apiKeysOf(tenant)],
        ...concerned,
      ]);
    });
  });
  const keyCredential = keys.flatMap((key) =>
    credentials
      .filter((credential) => related.verifies(credential, key))
      .map((credential) =>
        link(key, credential, 'key-credential', [
          ...[credential.urn, ...related.consumerOf(credential)],
        ]),
      ),
  );
  const credentialApi = credentials.flatMap((credential) =>
    services
      .filter((service) => related.admits(service, credential))
      .map((service) =>
        link(credential, service, 'credential-api', [
          ...[service.urn, ...related.partsOf(service), ...related.consumerOf(credential)],
          ...related.membershipsOf(credential),
        ]),
      ),
  );

  const station = (column: Column, resource: Resource, title: string, subtitle: string) => ({
    ...{ id: resource.urn, column, title, subtitle },
  });
  return {
    stations: [
      ...tenants.map((one) =>
        station(
          'issuer',
          one,
          String(one.inputs['issuer']),
          `tenant ${String(one.inputs['name'])}`,
        ),
      ),
      ...keys.map((one) => {
        const users = signs(one).map(({ inputs }) => String(inputs['name']));
        const what = users.length > 0 ? `signs for ${users.join(', ')}` : 'verifies older tokens';
        return station('key', one, textOf(one.outputs['kid'], one.name), what);
      }),
      ...credentials.map((one) =>
        station(
          ...(['credential', one] as const),
          names.get(String(one.inputs['consumerId'])) ?? one.name,
          `${String(one.inputs['algorithm'])}, key ${String(one.inputs['key'])}`,
        ),
      ),
      ...services.map((one) =>
        station('api', one, String(one.inputs['name']), related.pathsOf(one).join(' ')),
      ),
    ],
    links: [...issuerKey, ...keyCredential, ...credentialApi],
  };
}

/** How the declared resources belong together, by what they say of each other. */
function relations(declared: Declared) {
  const urnsOf = (type: string, property: string, value: unknown) =>
    ofType(declared, type)
      .filter(({ inputs }) => inputs[property] === value)
      .map(({ urn }) => urn);
  const consumerId = ({ inputs }: Resource) => inputs['consumerId'];
  const plugins = ofType(declared, 'kong:index/plugin:Plugin');
  const routes = ofType(declared, 'kong:index/route:Route');
  const groups = ofType(declared, 'kong:index/consumerAcl:ConsumerAcl');
  return {
    usesKey: (application: Resource, key: Resource) => {
      const jwt = (application.inputs['jwtConfiguration'] ?? {}) as Record<string, unknown>;
      return [jwt['accessTokenId'], jwt['idTokenKeyId']].includes(key.id);
    },
    peopleOf: ({ id }: Resource) => {
      const type = 'fusionauth:index/registration:Registration';
      const own = ofType(declared, type).filter(({ inputs }) => inputs['applicationId'] === id);
      const users = ofType(declared, 'fusionauth:index/user:User');
      const roles = urnsOf('fusionauth:index/applicationRole:ApplicationRole', 'applicationId', id);
      const registered = own.flatMap(({ urn, inputs }) => [
        urn,
        ...users.filter((user) => user.id === inputs['userId']).map((user) => user.urn),
      ]);
      return [...roles, ...registered];
    },
    apiKeysOf: ({ id }: Resource) => urnsOf('fusionauth:index/apiKey:ApiKey', 'tenantId', id),
    verifies: (credential: Resource, key: Resource) => {
      const held = subjectPublicKey(credential.inputs['rsaPublicKey']);
      // A key that FusionAuth generated shows its public half nowhere but in the credential.
      const own = key.outputs['publicKey'];
      if (typeof own === 'string' && own !== '') return subjectPublicKey(own) === held;
      const kid = key.outputs['kid'];
      return kid === undefined || kid === credential.inputs['key'];
    },
    consumerOf: (credential: Resource) => {
      const consumers = ofType(declared, 'kong:index/consumer:Consumer');
      return consumers.filter(({ id }) => id === consumerId(credential)).map(({ urn }) => urn);
    },
    membershipsOf: (credential: Resource) =>
      groups.filter((one) => consumerId(one) === consumerId(credential)).map(({ urn }) => urn),
    partsOf: (service: Resource) =>
      [...plugins, ...routes]
        .filter(({ inputs }) => inputs['serviceId'] === entityId(service))
        .map(({ urn }) => urn),
    pathsOf: (service: Resource) =>
      routes
        .filter(({ inputs }) => inputs['serviceId'] === entityId(service))
        .flatMap(({ inputs }) => (inputs['paths'] ?? []) as string[]),
    admits: (service: Resource, credential: Resource) => {
      const acl = plugins.find(
        ({ inputs }) => inputs['name'] === 'acl' && inputs['serviceId'] === entityId(service),
      );
      if (!acl) return true;
      const { allow } = JSON.parse(String(acl.inputs['configJson'])) as { allow?: string[] };
      return groups.some(
        (one) =>
          consumerId(one) === consumerId(credential) &&
          allow?.includes(String(one.inputs['group'])),
      );
    },
  };
}
