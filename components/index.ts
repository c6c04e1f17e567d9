// What a program of one's own may use: the package exports this file, docker/docker-platform.ts and nothing else. What is
// listed here changes with a major version alone; docs/components.md says what each is for.
export { Issuer, type IssuerArgs } from './issuer.ts';
export { Application, type ApplicationArgs } from './application.ts';
export { Users, type UserArgs, type UsersArgs } from './users.ts';
export { Machine, type MachineArgs } from './machine.ts';
export { GrantedApi, type GrantedApiArgs } from './granted-api.ts';
export { SigningKey, type KeyArgs, type SigningKeyArgs } from './signing-key.ts';
export { TrustedApplication, type TrustedApplicationArgs } from './trusted-application.ts';
export { ProtectedApi, type ProtectedApiArgs } from './protected-api.ts';
export type { BalancerArgs } from './balancer.ts';
export type { IssuerTrust, KeyClaim, TrustedKey } from './issuer-trust.ts';
export { guardKeyRollover, type KeyRolloverArgs } from './guards/key-rollover.ts';
export { refuseNameConflicts } from './guards/name-conflicts.ts';
export { leaveUnmanaged } from './guards/unmanaged-properties.ts';
export { tagAll } from './tag-all.ts';
export { requireServers } from '../servers/check.ts';
export { SettingsError, type Problem } from '../servers/problems.ts';
export { readServers, type Servers } from '../servers/servers.ts';
