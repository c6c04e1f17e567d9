import http from 'node:http';
import https from 'node:https';
import { createSecureContext, getCACertificates } from 'node:tls';

const plain = new http.Agent({ keepAlive: true });
let verifying: https.Agent | undefined;
let trusting: https.Agent | undefined;

/**
 * Keeps connections to a server, and decides whose certificates it may have: those of the public
 * authorities and of the machine's own store, which SSL_CERT_FILE and SSL_CERT_DIR replace.
 *
 * The official provider plugins are Go programs and look in that store alone. What NODE_EXTRA_CA_CERTS adds
 * is left out, or an update would start and then fail in the middle.
 */
export function agentFor(url: string, tlsSkipVerify: boolean): http.Agent {
  if (!url.startsWith('https:')) return plain;
  if (tlsSkipVerify)
    return (trusting ??= new https.Agent({ keepAlive: true, rejectUnauthorized: false }));
  return (verifying ??= new https.Agent({ keepAlive: true, secureContext: machineTrust() }));
}

function machineTrust() {
  return createSecureContext({
    ca: [...getCACertificates('bundled'), ...getCACertificates('system')],
  });
}

/** Codes of https://nodejs.org/api/tls.html#x509-certificate-error-codes that a missing authority causes. */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Says why two ends found no way to speak over TLS, and what to do; undefined if something else is wrong. */
export function tlsFault(
  url: string,
  { code = '', message }: NodeJS.ErrnoException,
  env: Readonly<Record<string, string | undefined>> = process.env,
): { reason: string; fix: string } | undefined {
  const { host, hostname, protocol } = new URL(url);
  if (UNKNOWN_AUTHORITY.has(code)) {
    return {
      reason: `its certificate is of an authority that this machine does not trust, ${code}`,
      fix: `export SSL_CERT_FILE=FILE, with the authority's certificate in PEM${present(env)}`,
    };
  }
  if (code === 'CERT_HAS_EXPIRED')
    return { reason: 'its certificate has expired', fix: `renew the certificate of ${host}` };
  if (code === 'CERT_NOT_YET_VALID') {
    const fix = "set this machine's clock, or wait";
    return { reason: 'its certificate is not valid yet', fix };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const fix = `name the server as its certificate does, or give it one for ${hostname}`;
    return { reason: `its certificate is for other names. ${message}`, fix };
  }
  if (/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$|^EPROTO$/.test(code)) {
    const fix = `use http:// if ${host} has no TLS`;
    return { reason: `it does not speak TLS, ${code}`, fix };
  }
  if (protocol === 'http:' && /^(ECONNRESET|HPE_\w+)$/.test(code))
    return { reason: `it may speak TLS, ${code}`, fix: `use https:// if ${host} has TLS` };
  return undefined;
}

/** What a user may have set already, for it explains why that did not do. */
function present(env: Readonly<Record<string, string | undefined>>): string {
  const { SSL_CERT_FILE: file, NODE_EXTRA_CA_CERTS: extra } = env;
  if (file) return `; it is ${file} now`;
  return extra ? '. NODE_EXTRA_CA_CERTS does not reach the provider plugins' : '';
}
