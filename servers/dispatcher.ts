import { createSecureContext, getCACertificates } from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import { proxyFor } from './proxy.ts';

/** In bytes. The longest answer, a thousand entities of Kong with certificates, has a tenth of it. */
export const LONGEST_ANSWER = 64 * 1024 * 1024;

const dispatchers = new Map<string, Dispatcher>();

/**
 * Keeps connections to a server, through a proxy where the environment names one, and decides whose certificates
 * it may have: those of the public authorities and of the machine's own store, which SSL_CERT_FILE and
 * SSL_CERT_DIR replace.
 *
 * The official providers are Go programs and look in that store alone. What NODE_EXTRA_CA_CERTS adds
 * is left out, or an update would start and then fail in the middle.
 *
 * @param afresh on new connections: the server has closed a kept one.
 */
export function dispatcherFor(url: string, tlsSkipVerify: boolean, afresh = false): Dispatcher {
  const target = new URL(url);
  const isTls = target.protocol === 'https:';
  const proxy = proxyFor(target, process.env);
  const key = JSON.stringify([isTls, isTls && tlsSkipVerify, proxy]);
  const known = dispatchers.get(key);
  if (known && !afresh) return known;
  void known?.close();
  const trust = isTls ? trustFor(tlsSkipVerify) : {};
  const made = proxy
    ? new ProxyAgent({
        uri: proxy,
        requestTls: trust,
        proxyTls: trustFor(false),
        proxyTunnel: isTls,
        maxResponseSize: LONGEST_ANSWER,
      })
    : new Agent({ connect: trust, maxResponseSize: LONGEST_ANSWER });
  dispatchers.set(key, made);
  return made;
}

function trustFor(tlsSkipVerify: boolean) {
  if (tlsSkipVerify) return { rejectUnauthorized: false };
  const ca = [...getCACertificates('bundled'), ...getCACertificates('system')];
  return { secureContext: createSecureContext({ ca }) };
}
