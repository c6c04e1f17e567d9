import type { Change } from './changes.ts';
import { pluginConfig, text } from './properties.ts';
import { isUnknown } from './redact.ts';
import {
  about,
  breaks,
  code,
  difference,
  listOf,
  note,
  opens,
  type Statement,
} from './statement.ts';

type Config = Record<string, unknown>;

/** A plugin before and after; without a configuration where it is not there, or off. */
interface Switched {
  was: Config | undefined;
  is: Config | undefined;
  /** Whether its API is made in the same update: then nobody calls it yet. */
  ofNew: boolean;
  /** The API, in a sentence. */
  api: string;
  /** What ends a sentence on a plugin that does nothing any more. */
  end: string;
}

/** What a plugin of Kong does to callers. Of all others it is only said that they change. */
const PLUGINS: Readonly<Record<string, (change: Switched) => readonly Statement[]>> = {
  jwt: describeJwt,
  acl: describeAcl,
  'key-auth': otherCredential('an API key'),
  'basic-auth': otherCredential('a name and a password'),
  'hmac-auth': otherCredential('a signature'),
  'ldap-auth': otherCredential('a name and a password'),
  'mtls-auth': otherCredential('a client certificate'),
  oauth2: otherCredential("a token of Kong's own"),
  session: otherCredential('a session cookie'),
  'ip-restriction': describeLists('address'),
  'bot-detection': describeLists('User-Agent'),
  'rate-limiting': describeRateLimit,
  'request-size-limiting': describeSizeLimit,
  cors: describeCors,
  'request-termination': ({ was, is, api }) =>
    is && !was ? [breaks(`Requests to ${api} are answered by Kong itself.`)] : [],
};

export function describePlugin(change: Change): Statement[] {
  const { operation, before, after, ofNew } = change;
  const name = String(before['name'] ?? after['name']);
  const [was, is] = [before, after].map((inputs) =>
    Object.keys(inputs).length === 0 || inputs['enabled'] === false
      ? undefined
      : pluginConfig(inputs),
  );
  const api = apiOf(change);
  const end = after['enabled'] === false ? ': the plugin is off.' : '.';
  const isKnown = !isUnknown(after['configJson']);
  const said = (isKnown && PLUGINS[name]?.({ was, is, ofNew, api, end })) || [];
  const gap =
    operation === 'replace' && was && is
      ? [breaks(`Plugin ${code(name)} on ${api} is replaced: it is away for a moment.`)]
      : [];
  if (said.length + gap.length > 0) return [...said, ...gap];
  const verb = { create: 'is new', delete: 'is deleted', update: 'changes' }[operation as string];
  return [note(`Plugin ${code(name)} ${verb ?? 'is taken over'} on ${api}.`)];
}

function describeJwt({ was, is, ofNew, api, end }: Switched): readonly Statement[] {
  if (!is) return was ? [opens(`Tokens are no longer asked for on ${api}${end}`)] : [];
  const [from, to] = [was, is].map((config) => config && jwt(config));
  const asked = `Tokens are asked for on ${api}, by their ${code(to!.claim)}`;
  const isNew = from === undefined;
  const begins = isNew && !ofNew ? [breaks(`${asked}: requests without one are refused.`)] : [];
  const places = difference(from?.places ?? [], to!.places);
  const careless = places.gained.filter((place) => !place.startsWith('header'));
  const { lost: unverified } = difference(from?.claims ?? ['exp'], to!.claims);
  return [
    ...(isNew && ofNew ? [note(`${asked}.`)] : begins),
    ...about(unverified, (claims) =>
      opens(
        unverified.includes('exp')
          ? `Expired tokens are accepted on ${api}: exp is not verified.`
          : `Tokens are accepted on ${api} whatever their ${claims}.`,
      ),
    ),
    ...about(careless, (all) =>
      opens(`Tokens are also read from ${all} on ${api}, and so end up in logs.`),
    ),
    ...about(places.lost, (all) => breaks(`Tokens in ${all} are refused on ${api} from now on.`)),
    ...anonymity(from?.anonymous ?? '', to!.anonymous, isNew, api),
    ...longest(from?.longest ?? 0, to!.longest, isNew, api),
    ...(from && from.claim !== to!.claim
      ? [note(`Keys are found by ${code(to!.claim)} instead of ${code(from.claim)} on ${api}.`)]
      : []),
  ];
}

/** What Kong makes of a jwt plugin; what is not given has Kong's default. */
function jwt(config: Config) {
  return {
    claim: text(config['key_claim_name'] ?? 'iss'),
    claims: listOf(config['claims_to_verify']),
    anonymous: text(config['anonymous'] ?? ''),
    longest: Number(config['maximum_expiration'] ?? 0),
    places: [
      ...listOf(config['header_names'] ?? ['authorization']).map((name) => `header ${name}`),
      ...listOf(config['uri_param_names'] ?? ['jwt']).map((name) => `?${name}=`),
      ...listOf(config['cookie_names']).map((name) => `cookie ${name}`),
    ],
  };
}

/** Kong lets in as that consumer whom none of an API's authentication plugins knows: so one of them is enough. */
function anonymity(from: string, to: string, isNew: boolean, api: string): Statement[] {
  if (to && !from) {
    return [opens(`Requests without a token are let in on ${api}, as an anonymous consumer.`)];
  }
  if (to || !from || isNew) return [];
  return [
    breaks(
      `Requests without a token are refused on ${api}: no anonymous consumer stands in for them any more, ` +
        'also where they carry an API key or another credential.',
    ),
  ];
}

function longest(from: number, to: number, isNew: boolean, api: string): Statement[] {
  if (isNew || from === to) return [];
  const limit = (seconds: number) => (seconds > 0 ? `${seconds} seconds` : 'any time');
  const said = `Tokens that live ${limit(to)} instead of ${limit(from)} are accepted on ${api}.`;
  return [to === 0 || (from > 0 && to > from) ? opens(said) : breaks(said)];
}

function describeAcl({ was, is, ofNew, api, end }: Switched): readonly Statement[] {
  if (!is) return was ? [opens(`Every application that Kong knows may call ${api}${end}`)] : [];
  if (!was) {
    return about(listOf(is['allow']), (all) =>
      ofNew
        ? note(`May call ${api}: ${all}.`)
        : breaks(`Only ${all} may call ${api} from now on: all others are refused.`),
    );
  }
  const [allow, deny] = ['allow', 'deny'].map((list) => difference(was[list], is[list]));
  return [
    ...about([...allow!.gained, ...deny!.lost], (all) =>
      opens(`${all} may call ${api} from now on.`),
    ),
    ...about([...allow!.lost, ...deny!.gained], (all) =>
      breaks(`${all} may no longer call ${api}.`),
    ),
  ];
}

/** With an anonymous consumer each such plugin is one way in among several, without it one more lock. */
function otherCredential(credential: string) {
  return ({ was, is, ofNew, api }: Switched): Statement[] => {
    const isWayIn = Boolean((was ?? is)?.['anonymous']);
    if (was && !is) {
      return isWayIn
        ? [breaks(`Requests to ${api} with ${credential} alone are refused from now on.`)]
        : [opens(`${capital(credential)} is no longer asked for on ${api}.`)];
    }
    if (!is || was || ofNew) return [];
    return isWayIn
      ? [opens(`Requests to ${api} with ${credential} are let in.`)]
      : [breaks(`Requests to ${api} without ${credential} are refused from now on.`)];
  };
}

function describeLists(what: string) {
  return ({ was, is, ofNew, api }: Switched): Statement[] => {
    if (ofNew) return [];
    if (!is) return was ? [opens(`Requests to ${api} are let in whatever their ${what}.`)] : [];
    const allow = difference(was?.['allow'], is['allow']);
    const deny = difference(was?.['deny'], is['deny']);
    const isFirst = listOf(was?.['allow']).length === 0;
    return [
      ...about(allow.gained, (all) =>
        isFirst
          ? breaks(`${api} refuses every ${what} but ${all}.`)
          : opens(`${api} lets in ${what} ${all}.`),
      ),
      ...about(deny.lost, (all) => opens(`${api} lets in ${what} ${all}.`)),
      ...about([...allow.lost, ...deny.gained], (all) =>
        breaks(`${api} no longer lets in ${what} ${all}.`),
      ),
    ];
  };
}

const SPANS = ['second', 'minute', 'hour', 'day', 'month', 'year'];

function describeRateLimit({ was, is, ofNew, api }: Switched): Statement[] {
  if (ofNew) return [];
  return SPANS.flatMap((span) => {
    const [from, to] = [was, is].map((config) => Number(config?.[span] ?? Infinity));
    if (from === to) return [];
    if (to === Infinity)
      return [opens(`${api} takes any number of requests a ${span}, not ${from}.`)];
    const before = from === Infinity ? 'without a limit' : `with ${from}`;
    const said = `${api} takes ${to} requests a ${span}; it was ${before}.`;
    return [to! > from! ? opens(said) : breaks(`${said} Whoever sends more gets 429.`)];
  });
}

function describeSizeLimit({ was, is, ofNew, api }: Switched): Statement[] {
  if (ofNew) return [];
  const [from, to] = [was, is].map((config) =>
    Number(config?.['allowed_payload_size'] ?? Infinity),
  );
  if (from === to) return [];
  if (to === Infinity) return [opens(`${api} takes requests of any size.`)];
  const unit = text(is!['size_unit'] ?? 'megabytes');
  const said = `${api} takes requests of up to ${to} ${unit}.`;
  return [to! > from! ? opens(said) : breaks(`${said} Larger ones get 413.`)];
}

function describeCors({ was, is, ofNew, api }: Switched): Statement[] {
  if (ofNew) return [];
  if (!is) return was ? [breaks(`Browsers of other origins are refused on ${api}.`)] : [];
  const { gained, lost } = difference(was?.['origins'], is['origins']);
  const sendsCookies = is['credentials'] === true && was?.['credentials'] !== true;
  return [
    ...about(gained, (all) => opens(`Pages of ${all} may call ${api} in browsers.`)),
    ...about(lost, (all) => breaks(`Pages of ${all} may no longer call ${api} in browsers.`)),
    ...(sendsCookies ? [opens(`Browsers send cookies to ${api} from other origins.`)] : []),
  ];
}

/** Where a plugin stands, by the component that declares it. */
function apiOf({ component, after, before }: Change): string {
  if (component) return code(component.name);
  return (after['serviceId'] ?? before['serviceId']) ? 'a service' : 'every API';
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}
