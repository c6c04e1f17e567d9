import * as kong from '@pulumi/kong';
import type * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import { given } from './given.ts';

/** Several places that share an API's requests; see https://docs.konghq.com/gateway/latest/how-kong-works/load-balancing/ */
export interface BalancerArgs {
  targets: readonly TargetArgs[];
  /** What requests have in common that go to the same target. Default: nothing, each target takes its turn. */
  hash?: HashArgs | undefined;
  /** The Host that targets see, where the client's is not preserved. Default: each target's own. */
  hostHeader?: string | undefined;
  /** How finely a hash divides the requests, from 10 to 65,536. Default: 10,000. */
  slots?: number;
  /** Which targets get requests. Left out, that stays as it is found; of Kong's defaults, all do. */
  healthChecks?: HealthCheckArgs | undefined;
}

export interface TargetArgs {
  /** `HOST:PORT`. */
  address: string;
  /** Its share of the requests, from 1 to 65,535. Default: 100. */
  weight?: number;
}

export interface HashArgs {
  by: HashInput;
  /** The header, where it is `header`. */
  header?: string | undefined;
  /** The cookie, where either is `cookie`; Kong sets it for a client that has none. */
  cookie?: { name: string; path?: string } | undefined;
  /** What is taken where a request has nothing of the first. Default: `none`. */
  fallback?: { by: HashInput; header?: string | undefined } | undefined;
}

export type HashInput = 'none' | 'consumer' | 'ip' | 'header' | 'cookie';

export interface HealthCheckArgs {
  /** Requests of Kong's own. An interval of 0 seconds asks nothing. */
  active?: ActiveCheckArgs | undefined;
  /** What is learned from the clients' requests. Counts of 0 learn nothing. */
  passive?: PassiveCheckArgs | undefined;
}

export interface ActiveCheckArgs {
  type: 'http' | 'https' | 'tcp' | 'grpc' | 'grpcs';
  path: string;
  timeoutSeconds: number;
  /** How many targets are asked at once. */
  concurrency: number;
  /** Whether the certificate of an https target has to be one that Kong can verify. */
  verifyCertificate: boolean;
  /** The server name that https targets are asked for. */
  sni?: string | undefined;
  healthy: { intervalSeconds: number; successes: number; statuses: readonly number[] };
  unhealthy: FailureCounts & { intervalSeconds: number };
}

export interface PassiveCheckArgs {
  type: 'http' | 'https' | 'tcp' | 'grpc' | 'grpcs';
  healthy: { successes: number; statuses: readonly number[] };
  unhealthy: FailureCounts;
}

/** After how many failures of a kind a target counts as unhealthy; 0 is never. */
export interface FailureCounts {
  httpFailures: number;
  tcpFailures: number;
  timeouts: number;
  /** The statuses that count as failures. */
  statuses: readonly number[];
}

/**
 * Declares a Kong upstream with its targets, for every service that has its name as host.
 *
 * @returns what has to be there before a service leads to it.
 */
export function declareBalancer(
  api: string,
  host: string,
  args: BalancerArgs,
  parent: pulumi.Resource,
): pulumi.Resource[] {
  const upstream = new kong.Upstream(
    names.upstream(api),
    { name: host, slots: args.slots ?? 10_000, ...hashInputs(args.hash), ...healthInputs(args) },
    { parent },
  );
  const targets = args.targets.map(
    ({ address, weight = 100 }) =>
      new kong.Target(
        names.target(api, address),
        { target: address, weight, upstreamId: upstream.id },
        // Kong holds an address once in an upstream.
        { parent, deleteBeforeReplace: true },
      ),
  );
  return [upstream, ...targets];
}

function hashInputs({ by, header, cookie, fallback }: HashArgs = { by: 'none' }) {
  return given({
    hashOn: by,
    hashOnHeader: header,
    hashOnCookie: cookie?.name,
    hashOnCookiePath: cookie?.path ?? '/',
    hashFallback: fallback?.by ?? 'none',
    hashFallbackHeader: fallback?.header,
  });
}

function healthInputs({ hostHeader, healthChecks }: BalancerArgs) {
  const { active, passive } = healthChecks ?? {};
  return given({
    hostHeader,
    healthchecks: healthChecks && {
      ...(active && { active: activeInputs(active) }),
      ...(passive && { passive: passiveInputs(passive) }),
    },
  });
}

function activeInputs({ healthy, unhealthy, ...check }: ActiveCheckArgs) {
  return {
    type: check.type,
    httpPath: check.path,
    timeout: check.timeoutSeconds,
    concurrency: check.concurrency,
    httpsVerifyCertificate: check.verifyCertificate,
    ...given({ httpsSni: check.sni }),
    healthy: {
      interval: healthy.intervalSeconds,
      successes: healthy.successes,
      httpStatuses: [...healthy.statuses],
    },
    unhealthy: { interval: unhealthy.intervalSeconds, ...failureInputs(unhealthy) },
  };
}

function passiveInputs({ type, healthy, unhealthy }: PassiveCheckArgs) {
  return {
    type,
    healthy: { successes: healthy.successes, httpStatuses: [...healthy.statuses] },
    unhealthy: failureInputs(unhealthy),
  };
}

function failureInputs({ httpFailures, tcpFailures, timeouts, statuses }: FailureCounts) {
  return { httpFailures, tcpFailures, timeouts, httpStatuses: [...statuses] };
}
