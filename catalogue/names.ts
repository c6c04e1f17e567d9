/**
 * Names of resources in the program. A name is a resource's identity in the state: another name is another resource,
 * so none of these may ever change without an alias for what it was.
 *
 * No name of an API, an application or a machine has a slash, so what is named by two of them can be no other's.
 */
export const names = {
  tenant: (issuer: string) => `${issuer}-tenant`,
  loginKey: (issuer: string) => `${issuer}-login-key`,
  application: (client: string) => `${client}-application`,
  claims: (client: string) => `${client}-claims`,
  role: (application: string, role: string) => `${application}/${role}-role`,
  scope: (application: string, scope: string) => `${application}/${scope}-scope`,
  registration: (application: string, email: string) => `${application}/${email}-registration`,
  /** A user is the same whatever the case of its address. */
  user: (email: string) => email.toLowerCase(),
  signingKey: (client: string, key: string) => `${client}/${key}`,
  keyPair: (signingKey: string) => `${signingKey}-pair`,
  importedKey: (signingKey: string) => `${signingKey}-imported`,
  generatedKey: (signingKey: string) => `${signingKey}-generated`,
  entityType: (owner: string) => `${owner}-type`,
  entity: (owner: string) => `${owner}-entity`,
  permission: (api: string, permission: string) => `${api}/${permission}`,
  grant: (api: string, machine: string) => `${api}/${machine}`,
  consumer: (client: string) => `${client}-consumer`,
  /** By the issuer there is one credential, by kid one for each key. */
  credential: (client: string, claim: 'iss' | 'kid', key: string) =>
    claim === 'iss' ? `${client}-credential` : `${client}/${key}-credential`,
  group: (client: string) => `${client}-group`,
  service: (api: string) => `${api}-service`,
  route: (api: string, route: string) => `${api}/${route}`,
  upstream: (api: string) => `${api}-upstream`,
  target: (api: string, address: string) => `${api}/${address}`,
  clientCertificate: (api: string) => `${api}-client-certificate`,
  plugin: (api: string, plugin: string) => `${api}-${plugin}`,
  routePlugin: (api: string, route: string, plugin: string) => `${api}/${route}/${plugin}`,
  clientPlugin: (client: string, plugin: string) => `${client}/${plugin}`,
  anonymous: (api: string) => `${api}/anonymous`,
  anonymousRefusal: (api: string) => `${api}/anonymous/refused`,
} as const;

/** What some of them were when a dash stood for the slash, as states of earlier releases still have them. */
export const formerNames = {
  role: (application: string, role: string) => `${application}-${role}-role`,
  registration: (application: string, email: string) => `${application}-${email}-registration`,
  signingKey: (client: string, key: string) => `${client}-${key}`,
  permission: (api: string, permission: string) => `${api}-${permission}`,
  grant: (api: string, machine: string) => `${api}-${machine}`,
  credential: (client: string, claim: 'iss' | 'kid', key: string) =>
    claim === 'iss' ? `${client}-credential` : `${client}-${key}-credential`,
  route: (api: string, route: string) => `${api}-${route}`,
} as const satisfies Partial<typeof names>;

/** What a name, or a former one, has beside its owner's. */
export function besideOwner(owner: string, name: string): string {
  const isOwned = name.startsWith(`${owner}/`) || name.startsWith(`${owner}-`);
  return isOwned ? name.slice(owner.length + 1) : name;
}

/** What `make` made a name from: `madeFrom(names.application, 'shop-application')` is `shop`. */
export function madeFrom(make: (part: string) => string, name: string): string {
  const [before, after] = make('\0').split('\0') as [string, string];
  return name.slice(before.length, name.length - after.length);
}

/** What the components are, by their types' last parts. */
export const componentType = (kind: string): string => `fusionauth-kong:index:${kind}`;
