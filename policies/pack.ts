import { PolicyPack } from '@pulumi/policy';
import { resourcePolicy, stackPolicy } from './policy.ts';
import { expiryIsVerified, headerOnly, noRouteEscapes } from './rules/gateway.ts';
import {
  limitedApiKeys,
  loginNeedsApiKey,
  noSuperRoleByDefault,
  tokenLifetime,
} from './rules/issuer.ts';
import { credentialOfDeclaredIssuer, strongSigningKeys } from './rules/keys.ts';
import {
  exactRedirectUrls,
  noOutdatedGrants,
  publicClientsUsePkce,
  redirectsByHttps,
} from './rules/sign-in.ts';
import { productionIsProtected } from './rules/state.ts';
import { secretsAreSecret } from './secrets.ts';

new PolicyPack('fusionauth-kong', {
  enforcementLevel: 'mandatory',
  policies: [
    stackPolicy(credentialOfDeclaredIssuer),
    resourcePolicy(strongSigningKeys),
    resourcePolicy(expiryIsVerified),
    resourcePolicy(headerOnly),
    stackPolicy(noRouteEscapes),
    resourcePolicy(limitedApiKeys),
    resourcePolicy(tokenLifetime),
    resourcePolicy(loginNeedsApiKey),
    resourcePolicy(noSuperRoleByDefault),
    resourcePolicy(exactRedirectUrls),
    resourcePolicy(redirectsByHttps),
    resourcePolicy(noOutdatedGrants),
    resourcePolicy(publicClientsUsePkce),
    secretsAreSecret,
    stackPolicy(productionIsProtected),
  ],
});
