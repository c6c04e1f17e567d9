import { blocks, boolean, string, strings } from '../../framework/properties.ts';

/** Logins over SAML. */
export const samlv2Configurations = blocks(
  {
    assertionEncryptionConfigurations: blocks(
      {
        digestAlgorithm: string({
          default: 'SHA256',
          oneOf: ['SHA1', 'SHA256', 'SHA384', 'SHA512'],
        }),
        enabled: boolean({ default: false }),
        encryptionAlgorithm: string({
          default: 'AES256GCM',
          oneOf: ['AES128', 'AES192', 'AES256', 'AES128GCM', 'AES192GCM', 'AES256GCM', 'TripleDES'],
        }),
        keyLocation: string({ default: 'Child', oneOf: ['Child', 'Sibling'] }),
        keyTransportAlgorithm: string({
          default: 'RSA_OAEP',
          oneOf: ['RSAv15', 'RSA_OAEP', 'RSA_OAEP_MGF1P'],
        }),
        keyTransportEncryptionKeyId: string({ format: 'uuid' }),
        maskGenerationFunction: string({
          default: 'MGF1_SHA1',
          oneOf: ['MGF1_SHA1', 'MGF1_SHA224', 'MGF1_SHA256', 'MGF1_SHA384', 'MGF1_SHA512'],
        }),
      },
      {
        attribute: true,
        kept: true,
        json: 'assertionEncryptionConfiguration',
        one: true,
        tf: 'assertion_encryption_configuration',
      },
    ),
    audience: string(),
    authorizedRedirectUrls: strings({ required: true, json: 'authorizedRedirectURLs' }),
    callbackUrl: string({ computed: true, json: 'callbackURL' }),
    debug: boolean({ default: false }),
    defaultVerificationKeyId: string({ format: 'uuid' }),
    enabled: boolean({ default: false }),
    initiatedLogins: blocks(
      {
        enabled: boolean({ default: false }),
        nameIdFormat: string({ default: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }),
      },
      { attribute: true, kept: true, json: 'initiatedLogin', one: true, tf: 'initiated_login' },
    ),
    issuer: string({ required: true }),
    keyId: string({ computed: true, format: 'uuid' }),
    loginHintConfigurations: blocks(
      {
        enabled: boolean({ default: false }),
        parameterName: string({ default: 'login_hint' }),
      },
      {
        attribute: true,
        kept: true,
        json: 'loginHintConfiguration',
        one: true,
        tf: 'login_hint_configuration',
      },
    ),
    logoutUrl: string({ json: 'logoutURL' }),
    logouts: blocks(
      {
        behavior: string({
          default: 'AllParticipants',
          oneOf: ['AllParticipants', 'OnlyOriginator'],
        }),
        defaultVerificationKeyId: string({ format: 'uuid' }),
        keyId: string({ format: 'uuid' }),
        requireSignedRequests: boolean({ default: false }),
        singleLogouts: blocks(
          {
            enabled: boolean({ default: false }),
            keyId: string({ format: 'uuid' }),
            url: string(),
            xmlSignatureCanonicalizationMethod: string({
              default: 'exclusive_with_comments',
              json: 'xmlSignatureC14nMethod',
              oneOf: [
                'exclusive',
                'exclusive_with_comments',
                'inclusive',
                'inclusive_with_comments',
              ],
            }),
          },
          { attribute: true, json: 'singleLogout', one: true, tf: 'single_logout' },
        ),
        xmlSignatureCanonicalizationMethod: string({
          default: 'exclusive_with_comments',
          json: 'xmlSignatureC14nMethod',
          oneOf: ['exclusive', 'exclusive_with_comments', 'inclusive', 'inclusive_with_comments'],
        }),
      },
      { attribute: true, computed: true, json: 'logout', one: true, tf: 'logout' },
    ),
    requiredSignedRequests: boolean({ default: false, json: 'requireSignedRequests' }),
    xmlSignatureCanonicalizationMethod: string({
      default: 'exclusive_with_comments',
      json: 'xmlSignatureC14nMethod',
      oneOf: ['exclusive', 'exclusive_with_comments', 'inclusive', 'inclusive_with_comments'],
    }),
    xmlSignatureLocation: string({ default: 'Assertion', oneOf: ['Assertion', 'Response'] }),
  },
  {
    attribute: true,
    computed: true,
    json: 'samlv2Configuration',
    one: true,
    tf: 'samlv2_configuration',
  },
);
