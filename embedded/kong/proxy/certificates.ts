import { generateKeyPairSync } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { selfSigned } from '../../fusionauth/certificate.ts';
import type { Database } from '../entities/database.ts';
import { reference, text } from '../schema/value.ts';

/** The certificate that a client is tostring which asks for that server name, by the SNIs. */
export function certificateFor(
  database: Database,
  serverName: string | undefined,
): SecureContextOptions {
  const snis = database.table('snis');
  const sni = candidates(serverName)
    .map((name) => snis.find('name', name))
    .find(Boolean);
  const row = database.table('certificates').get(reference(sni?.['certificate']) ?? '');
  if (!row) return ownCertificate();
  return { cert: text(row['cert']) ?? '', key: text(row['key']) ?? '' };
}

/** The names that a server name may be listed under, the nearest first. */
function candidates(serverName: string | undefined): string[] {
  if (serverName === undefined) return ['*'];
  const labels = serverName.split('.');
  return [serverName, `*.${labels.slice(1).join('.')}`, `${labels.slice(0, -1).join('.')}.*`, '*'];
}

let own: SecureContextOptions | undefined;

/** What is tostring where no SNI matches: made at the first need, signed by itself. */
function ownCertificate(): SecureContextOptions {
  if (own) return own;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return (own = { cert: selfSigned(publicKey, privateKey, 'localhost'), key });
}
