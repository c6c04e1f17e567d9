import { expect, test } from 'vitest';
import { UNKNOWN, type Declared } from '../../policies/declared.ts';
import { DEFAULTS, type ResourceRule } from '../../policies/rule.ts';
import {
  exactRedirectUrls,
  noOutdatedGrants,
  publicClientsUsePkce,
  redirectsByHttps,
} from '../../policies/rules/sign-in.ts';

function faults(
  rule: ResourceRule,
  oauthConfiguration: unknown,
  type: string = 'fusionauth:index/application:Application',
) {
  const resource = { type, name: 'shop', props: { oauthConfiguration } } as unknown as Declared;
  return rule.faults(resource, DEFAULTS);
}

test.each<[ResourceRule, object, string]>([
  [
    exactRedirectUrls,
    { authorizedRedirectUrls: ['https://*.example.com/'] },
    'https://*.example.com/ has a wildcard',
  ],
  [exactRedirectUrls, { authorizedUrlValidationPolicy: 'AllowWildcards' }, '"ExactMatch"'],
  [
    redirectsByHttps,
    { authorizedRedirectUrls: ['http://shop.example.com/'] },
    'http://shop.example.com/ is not encrypted',
  ],
  [redirectsByHttps, { logoutUrl: 'http://localhost.example.com/' }, 'use https'],
  [noOutdatedGrants, { enabledGrants: ['implicit'] }, 'the implicit grant puts tokens'],
  [noOutdatedGrants, { enabledGrants: ['password'] }, 'the password grant shows'],
  [
    publicClientsUsePkce,
    { clientAuthenticationPolicy: 'NotRequired', proofKeyForCodeExchangePolicy: 'NotRequired' },
    'neither a secret nor PKCE',
  ],
])('$name refuses %j', (rule, oauth, message) => {
  const found = faults(rule, oauth);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
  // Only applications sign people in.
  expect(faults(rule, oauth, 'fusionauth:index/tenant:Tenant')).toEqual([]);
});

test.each([
  undefined,
  UNKNOWN,
  {
    authorizedRedirectUrls: ['https://shop.example.com/', 'http://localhost:5173/', 'app://in'],
    authorizedUrlValidationPolicy: 'ExactMatch',
    clientAuthenticationPolicy: 'NotRequired',
    enabledGrants: ['authorization_code', 'refresh_token'],
    logoutUrl: 'http://127.0.0.1:5173/',
    proofKeyForCodeExchangePolicy: 'Required',
  },
  {
    authorizedRedirectUrls: UNKNOWN,
    enabledGrants: UNKNOWN,
    proofKeyForCodeExchangePolicy: UNKNOWN,
  },
])('%j passes all of them', (oauth) => {
  const rules = [exactRedirectUrls, redirectsByHttps, noOutdatedGrants, publicClientsUsePkce];
  expect(rules.flatMap((rule) => faults(rule, oauth))).toEqual([]);
});
