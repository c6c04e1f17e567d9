import { generateKeyPairSync } from 'node:crypto';
import type { Hand } from '../hand.ts';

/** A change that somebody makes past Pulumi, and how drift reports it. */
export interface Change {
  name: string;
  make: (hand: Hand) => Promise<unknown>;
  /** `effect kind object property` (no kind if changed), one for each finding the change causes. */
  found: readonly string[];
}

export const JWT = 'plugin jwt of service example_service';
export const ACL = 'plugin acl of service example_service';
export const CREDENTIAL = 'jwt credential of consumer fusionauth';

export const otherKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();

export const patchPlugin = (name: string, body: unknown) => async (hand: Hand) =>
  hand.kong('PATCH', `/plugins/${await hand.plugin(name)}`, body);
export const patchService = (body: unknown) => (hand: Hand) =>
  hand.kong('PATCH', `/services/${hand.id('Service')}`, body);
export const patchRoute = (body: unknown) => (hand: Hand) =>
  hand.kong('PATCH', `/routes/${hand.id('Route')}`, body);
export const patchConsumer = (body: unknown) => (hand: Hand) =>
  hand.kong('PATCH', `/consumers/${hand.id('Consumer')}`, body);
export const credentialPath = (hand: Hand) =>
  `/consumers/${hand.id('Consumer')}/jwt/${hand.id('ConsumerJwtAuth')}`;
export const patchCredential = (body: () => unknown) => (hand: Hand) =>
  hand.kong('PATCH', credentialPath(hand), body());
export const patchTenant = (tenant: unknown) => (hand: Hand) =>
  hand.fusionAuth('PATCH', `/api/tenant/${hand.id('Tenant')}`, { tenant });
export const patchApplication = (application: unknown) => (hand: Hand) =>
  hand.fusionAuth('PATCH', `/api/application/${hand.id('Application')}`, { application });
