import { KINDS } from '../../catalogue/catalogue.ts';
import { apiKey } from '../../catalogue/fusionauth/api-key.ts';
import { generatedKey, importedKey } from '../../catalogue/fusionauth/keys.ts';
import { tenant } from '../../catalogue/fusionauth/tenant.ts';
import { applicationRole, registration, user } from '../../catalogue/fusionauth/users.ts';
import type { Link } from '../../catalogue/kind.ts';
import { aclGroup } from '../../catalogue/kong/acl-group.ts';
import { consumer } from '../../catalogue/kong/consumer.ts';
import { jwtCredential } from '../../catalogue/kong/jwt-credential.ts';
import { plugin } from '../../catalogue/kong/plugin.ts';
import { route } from '../../catalogue/kong/route.ts';
import { service } from '../../catalogue/kong/service.ts';
import { listOf, pluginConfig, valueAt } from '../../catalogue/values.ts';
import { ofType, type Declared, type Resource } from '../shared/declared.ts';
import type { Finding } from '../shared/finding.ts';
import { entityId, labels } from '../shared/labels.ts';
import { ownerOf, textOf, type LiveKong } from '../shared/live-kong.ts';
import { subjectPublicKey } from '../../servers/public-key.ts';

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

/** A link between two stations, and what is otherwise there. */
export interface ChainLink {
  from: string;
  to: string;
  findings: Finding[];
  /** False if nobody declared it and it is there. */
  isDeclared: boolean;
}

/** The trust chain of a stack: issuer → key → credential → API. */
export interface Chain {
  stations: Station[];
  links: ChainLink[];
  /** What concerns none of the links. */
  elsewhere: Finding[];
}

/** What Kong holds, as far as it decides whom an API admits. */
export type LiveAdmission = Pick<LiveKong, 'plugins' | 'acls'>;

/**
 * Draws the trust chain, as declared and with whom Kong admits besides, and puts each finding at the links that it
 * concerns.
 */
export function buildChain(
  declared: Declared,
  findings: readonly Finding[],
  kong: LiveAdmission,
): Chain {
  const tenants = ofType(declared, tenant.type);
  const signers = SIGNERS.flatMap(({ type }) => ofType(declared, type));
  const keys = [...ofType(declared, importedKey.type), ...ofType(declared, generatedKey.type)];
  const credentials = ofType(declared, jwtCredential.type);
  const services = ofType(declared, service.type);
  const names = labels(declared);
  const related = relations(declared);

  const link = (
    from: Resource,
    to: Resource,
    kind: Link,
    concerned: readonly string[],
    isDeclared = true,
  ): ChainLink => {
    // What is on no declared object, such as a global plugin, concerns every link of its kind.
    const own = findings.filter(
      (finding) =>
        finding.link === kind && (finding.urn === undefined || concerned.includes(finding.urn)),
    );
    return { from: from.urn, to: to.urn, findings: own, isDeclared };
  };

  const signs = (key: Resource) => signers.filter((signer) => related.usesKey(signer, key));
  const issuerKey = tenants.flatMap((issuer) => {
    const ofTenant = signers.filter(({ inputs }) => inputs['tenantId'] === issuer.id);
    const own = keys.filter(
      (key) => tenants.length === 1 || signs(key).some((one) => ofTenant.includes(one)),
    );
    return own.map((key) => {
      const concerned = signs(key).flatMap((one) => [one.urn, ...related.hangingOn(one)]);
      return link(issuer, key, 'issuer-key', [
        ...[issuer.urn, key.urn, ...related.apiKeysOf(issuer)],
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
      .filter((api) => related.admits(api, credential) || admitsNow(kong, api, credential))
      .map((api) => {
        const members = [...related.consumerOf(credential), ...related.membershipsOf(credential)];
        const concerned = [api.urn, ...related.partsOf(api), ...members];
        const isDeclared = related.admits(api, credential);
        return link(credential, api, 'credential-api', concerned, isDeclared);
      }),
  );

  const links = [...issuerKey, ...keyCredential, ...credentialApi];
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
    links,
    elsewhere: findings.filter((one) => !links.some((link) => link.findings.includes(one))),
  };
}

/** Whether Kong lets a credential's consumer through to an API, by the acl plugin that is there now. */
function admitsNow({ plugins, acls }: LiveAdmission, api: Resource, credential: Resource): boolean {
  const acl = plugins.find(
    (one) =>
      one['name'] === 'acl' &&
      one['enabled'] !== false &&
      ownerOf(one, 'service') === entityId(api),
  );
  const { allow, deny } = (acl?.['config'] ?? {}) as Record<string, unknown>;
  const groups = acls
    .filter((one) => ownerOf(one, 'consumer') === credential.inputs['consumerId'])
    .map((one) => String(one['group']));
  const isIn = (list: unknown) => groups.some((group) => listOf(list).includes(group));
  return listOf(allow).length > 0 ? isIn(allow) : !isIn(deny);
}

/** The kinds whose resources name the key that signs, and are not the tenant itself. */
const SIGNERS = KINDS.filter(({ signsWith, type }) => signsWith && type !== tenant.type);

/** How the declared resources belong together, by what they say of each other. */
function relations(declared: Declared) {
  const urnsOf = (type: string, property: string, value: unknown) =>
    ofType(declared, type)
      .filter(({ inputs }) => inputs[property] === value)
      .map(({ urn }) => urn);
  const consumerId = ({ inputs }: Resource) => inputs['consumerId'];
  const plugins = ofType(declared, plugin.type);
  const routes = ofType(declared, route.type);
  const groups = ofType(declared, aclGroup.type);
  return {
    usesKey: ({ type, inputs }: Resource, key: Resource) => {
      const kind = SIGNERS.find((one) => one.type === type);
      const paths = [kind!.signsWith!, 'jwtConfiguration.idTokenKeyId'];
      return paths.some((path) => valueAt(inputs, path) === key.id);
    },
    /** What belongs to an application or to a machine's type: people and roles, or entities and grants. */
    hangingOn: ({ id }: Resource) => {
      const registered = ofType(declared, registration.type).filter(
        ({ inputs }) => inputs['applicationId'] === id,
      );
      const users = registered.flatMap(({ inputs }) =>
        ofType(declared, user.type).filter((one) => one.id === inputs['userId']),
      );
      const parts = declared.resources.filter(({ inputs }) => inputs['entityTypeId'] === id);
      const roles = urnsOf(applicationRole.type, 'applicationId', id);
      return [...roles, ...[...registered, ...users, ...parts].map(({ urn }) => urn)];
    },
    apiKeysOf: ({ id }: Resource) => urnsOf(apiKey.type, 'tenantId', id),
    verifies: (credential: Resource, key: Resource) => {
      const held = subjectPublicKey(credential.inputs['rsaPublicKey']);
      // A key that FusionAuth generated shows its public half nowhere but in the credential.
      const own = key.outputs['publicKey'];
      if (typeof own === 'string' && own !== '') return subjectPublicKey(own) === held;
      const kid = key.outputs['kid'];
      return kid === undefined || kid === credential.inputs['key'];
    },
    consumerOf: (credential: Resource) =>
      ofType(declared, consumer.type)
        .filter(({ id }) => id === consumerId(credential))
        .map(({ urn }) => urn),
    membershipsOf: (credential: Resource) =>
      groups.filter((one) => consumerId(one) === consumerId(credential)).map(({ urn }) => urn),
    partsOf: (api: Resource) =>
      [...plugins, ...routes]
        .filter(({ inputs }) => inputs['serviceId'] === entityId(api))
        .map(({ urn }) => urn),
    pathsOf: (api: Resource) =>
      routes
        .filter(({ inputs }) => inputs['serviceId'] === entityId(api))
        .flatMap(({ inputs }) => listOf(inputs['paths'])),
    admits: (api: Resource, credential: Resource) => {
      const acl = plugins.find(
        ({ inputs }) => inputs['name'] === 'acl' && inputs['serviceId'] === entityId(api),
      );
      if (!acl) return true;
      const allow = listOf(pluginConfig(acl.inputs)['allow']);
      return groups.some(
        (one) =>
          consumerId(one) === consumerId(credential) && allow.includes(String(one.inputs['group'])),
      );
    },
  };
}
