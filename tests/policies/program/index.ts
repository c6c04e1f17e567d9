// The guide's objects without the components, and beside each its weak twin if `weak` is set: what the
// policies are for are programs that do not use the components.
import { generateKeyPairSync } from 'node:crypto';
import * as fusionauth from '@pulumi/fusionauth';
import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import * as tls from '@pulumi/tls';

const weak = new pulumi.Config().getBoolean('weak') ?? false;
const protect = true;

const requireAuthentication = { loginConfiguration: { requireAuthentication: true } };
const issuer = 'https://issuer.example';
const tenant = new fusionauth.Tenant(
  'tenant',
  { name: 'tenant', issuer, ...requireAuthentication },
  { protect },
);
const tenantId = tenant.id;
const pair = new tls.PrivateKey('pair', { algorithm: 'RSA', rsaBits: 2048 }, { protect });
const imported = new fusionauth.ImportedKey(
  'imported',
  {
    name: 'imported',
    algorithm: 'RS256',
    type: 'RSA',
    publicKey: pair.publicKeyPem,
    privateKey: pair.privateKeyPemPkcs8,
  },
  { protect },
);
new fusionauth.Key('verifies', { algorithm: 'RS256', length: 2048 });
application('application', { enabled: true, accessTokenId: imported.id, ttlSeconds: 3600 });
new fusionauth.ApiKey('login-key', {
  name: 'login-key',
  tenantId,
  permissionsEndpoints: [{ endpoint: '/api/login', post: true }],
});
new fusionauth.User('user', {
  tenantId,
  email: 'user@example.com',
  password: pulumi.secret('a password'),
});

const header = { uri_param_names: [], cookie_names: [], header_names: ['authorization'] };
const strict = { claims_to_verify: ['exp'], ...header };
const service = new kong.Service('service', {
  name: 'service',
  host: 'upstream',
  protocol: 'http',
});
jwt('jwt', service, strict);
new kong.Route('route', {
  name: 'route',
  serviceId: service.id,
  protocols: ['http'],
  paths: ['/'],
});
const consumer = new kong.Consumer('consumer', { username: 'consumer', customId: 'consumer' });
const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();
const marked = { additionalSecretOutputs: ['secret'] };
credential('credential', issuer, pulumi.secret('a secret'), marked);

if (weak) {
  new fusionauth.Tenant('unprotected', { name: 'unprotected', ...requireAuthentication });
  const key = new fusionauth.Key('signs-unprotected', { algorithm: 'RS256', length: 2048 });
  application('signed', { enabled: true, accessTokenId: key.id, ttlSeconds: 3600 });
  new fusionauth.Tenant('open-login', { name: 'open-login' }, { protect });
  new tls.PrivateKey('short', { algorithm: 'RSA', rsaBits: 1024 }, { protect });
  application('long-lived', { enabled: true, ttlSeconds: 3601 });
  new fusionauth.EntityType('long-lived-machine', {
    name: 'long-lived-machine',
    jwtConfiguration: { enabled: true, timeToLiveInSeconds: 3601 },
  });
  const jwtConfiguration = { enabled: true, ttlSeconds: 3600 };
  const oauthConfiguration = {
    clientSecret: 'a secret in plain text',
    ...{ scopeHandlingPolicy: 'Strict', unknownScopePolicy: 'Reject' },
  };
  const made = { name: 'made', tenantId, jwtConfiguration, ...requireAuthentication };
  new fusionauth.Application('made', made);
  new fusionauth.Application('told', { ...made, name: 'told', oauthConfiguration });
  const everything = { applicationId: tenantId, name: 'everything', isSuperRole: true };
  new fusionauth.ApplicationRole('everybody', { ...everything, isDefault: true });
  new fusionauth.ApiKey('super-key', { name: 'super-key' });
  credential('plain', issuer, 'a secret in plain text', marked);
  credential('unmarked', issuer, pulumi.secret('a secret that the provider repeats'), {});
  credential('stranger', 'https://stranger.example', pulumi.secret('a secret'), marked);

  const half = new kong.Service('half', { name: 'half', host: 'upstream', protocol: 'http' });
  const guarded = new kong.Route('guarded', {
    name: 'guarded',
    serviceId: half.id,
    paths: ['/a'],
    protocols: ['http'],
  });
  jwt('route-jwt', half, strict, { routeId: guarded.id });
  new kong.Route('escaping', {
    name: 'escaping',
    serviceId: half.id,
    paths: ['/b'],
    protocols: ['http'],
  });
  jwt('undying', service, { claims_to_verify: [], ...header });
  jwt('chatty', service, { ...strict, uri_param_names: ['jwt'] });
}

function application(
  name: string,
  jwtConfiguration: NonNullable<fusionauth.ApplicationArgs['jwtConfiguration']>,
) {
  new fusionauth.Application(
    name,
    { name, tenantId, jwtConfiguration, ...requireAuthentication },
    { additionalSecretOutputs: ['oauthConfiguration'] },
  );
}

function jwt(name: string, on: kong.Service, config: object, more: object = {}) {
  const configJson = JSON.stringify(config);
  new kong.Plugin(name, { name: 'jwt', enabled: true, serviceId: on.id, configJson, ...more });
}

function credential(
  name: string,
  key: string,
  secret: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
) {
  const args = { algorithm: 'RS256', key, secret, rsaPublicKey: publicKey };
  new kong.ConsumerJwtAuth(name, { consumerId: consumer.id, ...args }, options);
}
