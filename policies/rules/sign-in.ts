import { UNKNOWN, valueAt } from '../declared.ts';
import { application } from '../../catalogue/fusionauth/application.ts';
import type { ResourceRule } from '../rule.ts';

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

const oauth = (props: Readonly<Record<string, unknown>>, name: string) =>
  valueAt(props, `oauthConfiguration.${name}`);

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Who finds one page under a wildcard that sends on what it gets, gets the code (RFC 9700, section 4.1). */
export const exactRedirectUrls: ResourceRule = {
  name: 'exact-redirect-urls',
  description: 'Browsers are sent with a code to URLs that are named whole.',
  faults({ type, name, props }) {
    if (type !== application.type) return [];
    const faults = texts(oauth(props, 'authorizedRedirectUrls'))
      .filter((url) => url.includes('*'))
      .map((url) => `${name}: the redirect URL ${url} has a wildcard; name each URL.`);
    if (oauth(props, 'authorizedUrlValidationPolicy') === 'AllowWildcards') {
      faults.push(`${name}: authorizedUrlValidationPolicy is "AllowWildcards"; use "ExactMatch".`);
    }
    return faults;
  },
};

/** A code that travels in plain text is anybody's; on the own machine it does not travel. */
export const redirectsByHttps: ResourceRule = {
  name: 'redirects-by-https',
  description: 'Redirect and logout URLs are http only on the own machine.',
  faults({ type, name, props }) {
    if (type !== application.type) return [];
    const urls = texts(oauth(props, 'authorizedRedirectUrls'));
    const logout = oauth(props, 'logoutUrl');
    return [...urls, ...texts([logout])]
      .filter((url) => /^http:/i.test(url) && !LOCAL.includes(URL.parse(url)?.hostname ?? ''))
      .map((url) => `${name}: ${url} is not encrypted on its way; use https.`);
  },
};

const DISCOURAGED: Record<string, string> = {
  implicit: 'puts tokens into addresses, where logs and histories keep them',
  password: "shows the application its users' passwords",
};

/** OAuth 2.1 has neither of them any more (RFC 9700, sections 2.1.2 and 2.4). */
export const noOutdatedGrants: ResourceRule = {
  name: 'no-outdated-grants',
  description: 'No application has the implicit or the password grant.',
  faults({ type, name, props }) {
    if (type !== application.type) return [];
    return texts(oauth(props, 'enabledGrants'))
      .filter((grant) => Object.hasOwn(DISCOURAGED, grant))
      .map(
        (grant) =>
          `${name}: the ${grant} grant ${DISCOURAGED[grant]}; use authorization_code with PKCE.`,
      );
  },
};

/** Without a secret, only the challenge ties a code to who asked for it (RFC 9700, section 2.1.1). */
export const publicClientsUsePkce: ResourceRule = {
  name: 'public-clients-use-pkce',
  description: 'A client that needs no secret needs PKCE.',
  faults({ type, name, props }) {
    const authentication = oauth(props, 'clientAuthenticationPolicy');
    const pkce = oauth(props, 'proofKeyForCodeExchangePolicy');
    if (type !== application.type || pkce === UNKNOWN) return [];
    if (authentication !== 'NotRequired' || pkce !== 'NotRequired') return [];
    return [
      `${name}: neither a secret nor PKCE is asked for; set proofKeyForCodeExchangePolicy to "Required".`,
    ];
  },
};
