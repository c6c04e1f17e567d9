/**
 * Names of resources in the program. A name is a resource's identity in the state: another name is another resource,
 * so none of these may ever change without an alias for what it was.
 */
export const names = {
  tenant: (issuer: string) => `${issuer}-tenant`,
  loginKey: (issuer: string) => `${issuer}-login-key`,
  application: (client: string) => `${client}-application`,
  role: (application: string, role: string) => `${application}-${role}-role`,
  registration: (application: string, email: string) => `${application}-${email}-registration`,
  /** A user is the same whatever the case of its address. */
  user: (email: string) => email.toLowerCase(),
  signingKey: (client: string, key: string) => `${client}-${key}`,
  keyPair: (signingKey: string) => `${signingKey}-pair`,
  importedKey: (signingKey: string) => `${signingKey}-imported`,
  generatedKey: (signingKey: string) => `${signingKey}-generated`,
  entityType: (owner: string) => `${owner}-type`,
  entity: (owner: string) => `${owner}-entity`,
  permission: (api: string, permission: string) => `${api}-${permission}`,
  grant: (api: string, machine: string) => `${api}-${machine}`,
  consumer: (client: string) => `${client}-consumer`,
  /** By the issuer there is one credential, by kid one for each key. */
  credential: (client: string, claim: 'iss' | 'kid', key: string) =>
    claim === 'iss' ? `${client}-credential` : `${client}-${key}-credential`,
  group: (client: string) => `${client}-group`,
  service: (api: string) => `${api}-service`,
  route: (api: string, route: string) => `${api}-${route}`,
  plugin: (api: string, plugin: string) => `${api}-${plugin}`,
  /** No name has a slash, so these can be no other's. */
  routePlugin: (api: string, route: string, plugin: string) => `${api}/${route}/${plugin}`,
  clientPlugin: (client: string, plugin: string) => `${client}/${plugin}`,
  anonymous: (api: string) => `${api}/anonymous`,
  anonymousRefusal: (api: string) => `${api}/anonymous/refused`,
} as const;

/** What the components are, by their types' last parts. */
export const componentType = (kind: string): string => `fusionauth-kong:index:${kind}`;
